/*
 * Preloaded into the C configurator: records or replays popen().
 *
 * KSHELL_MODE  record  run every command and append it to the database
 *              replay  answer from the database; an unknown command answers nothing and is reported on stderr
 *              auto    answer from the database, else run and append
 *              (unset) leave popen alone
 * KSHELL_DB    the database: "<command length> <output length>\n<command><output>\n", repeated
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BUCKETS 4096
#define MOST_OUTPUT (1 << 16)

struct answer {
	char *command;
	char *output;
	size_t length;
	struct answer *next;
};

static enum { UNREAD, OFF, RECORD, REPLAY, AUTO } mode;
static FILE *(*real_popen)(const char *, const char *);
static int (*real_pclose)(FILE *);
static struct answer *answers[BUCKETS];

static unsigned bucket(const char *text)
{
	unsigned hash = 5381;

	while (*text)
		hash = hash * 33 ^ (unsigned char)*text++;
	return hash % BUCKETS;
}

static struct answer *find(const char *command)
{
	struct answer *a;

	for (a = answers[bucket(command)]; a; a = a->next)
		if (!strcmp(a->command, command))
			return a;
	return NULL;
}

static char *take(FILE *f, size_t length)
{
	char *text = malloc(length + 1);

	text[fread(text, 1, length, f)] = 0;
	return text;
}

static void read_database(const char *path)
{
	FILE *f = path ? fopen(path, "r") : NULL;
	size_t command, output;

	if (!f)
		return;
	while (fscanf(f, "%zu %zu", &command, &output) == 2) {
		struct answer *a = malloc(sizeof(*a));
		unsigned b;

		fgetc(f);
		a->command = take(f, command);
		a->output = take(f, output);
		a->length = output;
		fgetc(f);
		b = bucket(a->command);
		a->next = answers[b];
		answers[b] = a;
	}
	fclose(f);
}

static void start(void)
{
	const char *name = getenv("KSHELL_MODE");

	if (mode != UNREAD)
		return;
	real_popen = dlsym(RTLD_NEXT, "popen");
	real_pclose = dlsym(RTLD_NEXT, "pclose");
	mode = !name ? OFF : !strcmp(name, "record") ? RECORD : !strcmp(name, "auto") ? AUTO : REPLAY;
	if (mode != OFF)
		read_database(getenv("KSHELL_DB"));
}

static FILE *as_stream(char *output, size_t length)
{
	return length ? fmemopen(output, length, "r") : fopen("/dev/null", "r");
}

static FILE *run_and_record(const char *command)
{
	FILE *pipe = real_popen(command, "r");
	char *output = malloc(MOST_OUTPUT);
	size_t length = 0, got;
	FILE *database;

	while ((got = fread(output + length, 1, MOST_OUTPUT - 1 - length, pipe)) > 0)
		length += got;
	real_pclose(pipe);
	database = fopen(getenv("KSHELL_DB"), "a");
	fprintf(database, "%zu %zu\n%s", strlen(command), length, command);
	fwrite(output, 1, length, database);
	fputc('\n', database);
	fclose(database);
	return as_stream(output, length);
}

FILE *popen(const char *command, const char *type)
{
	struct answer *a;

	start();
	if (mode == OFF)
		return real_popen(command, type);
	a = mode == RECORD ? NULL : find(command);
	if (a)
		return as_stream(a->output, a->length);
	if (mode != REPLAY)
		return run_and_record(command);
	fprintf(stderr, "KSHELL MISS: %s\n", command);
	return fopen("/dev/null", "r");
}

int pclose(FILE *stream)
{
	start();
	return mode == OFF ? real_pclose(stream) : (fclose(stream), 0);
}
