# One directory of the reference walk: what a kernel's own scripts/Makefile.build makes of a Kbuild file, written down
# and never built. The tree's file is included whole, so that each release initialises, reads and sorts out its variables
# as it does in a build; its rules are there too, but the goal is ours. Called as kbuild calls itself (obj=DIR
# need-builtin=1 need-modorder=1), with KWALK (this file) and KWALK_DUMP (the file that lines are added to) in the
# environment. What the lines say is in walk-dump.ts.
#
# Variables on the command line, which reach the makes below as well, hold off what kbuild would do besides reading:
#   obj-dirs=, existing-targets=   no mkdir, no saved command lines
#   EXTRA_AFLAGS=…                 the first thing Makefile.lib expands: it notes the lists as the Kbuild file left them

.PHONY: kwalk
kwalk:

include $(srctree)/scripts/Makefile.build

.DEFAULT_GOAL := kwalk

kwalk-tab := $(subst x,,$(subst x,x	x,x))
kwalk-write = $(file >>$(KWALK_DUMP),$(1)$(kwalk-tab)$(strip $(2)))

# The parts of a composite: the words of `foo-objs` and so on. foo.o is one when any of them, or `foo-`, holds a word.
kwalk-bare = $(filter %.o,$(filter-out %/built-in.o,$(patsubst $(obj)/%,%,$(1))))
kwalk-words = $(strip $(foreach s,$(2),$($(1:.o=$(s)))))
kwalk-composites = $(foreach m,$(sort $(call kwalk-bare,$(1))),$(if $(call kwalk-words,$(m),$(2) -),$\
	$(foreach s,$(2),$(if $($(m:.o=$(s))),$(call kwalk-write,$(3)$(s) $(m),$($(m:.o=$(s))))))$\
	$(call kwalk-write,$(3) $(m),)))

# Up to 5.6 what modules.order is made of had a list of its own, and before 5.1 the parts of built-in objects had another
# name, without directories: walk-dump.ts knows how to do without.
kwalk-order := $(if $(filter undefined,$(origin modorder)),$(obj-m),$(modorder:.ko=.o))
kwalk-builtin := $(subdir-builtin) $(subdir-obj-y)

$(call kwalk-write,directory,$(obj))
$(call kwalk-write,need,$(if $(need-builtin),builtin,-) $(if $(need-modorder),modorder,-))
$(call kwalk-write,read,$(MAKEFILE_LIST))
$(call kwalk-write,written-obj-y,$(kwalk-obj-y))
$(call kwalk-write,written-obj-m,$(kwalk-obj-m))
$(call kwalk-write,written-lib-y,$(kwalk-lib-y))
$(call kwalk-write,obj-y,$(patsubst $(obj)/%,%,$(obj-y)))
$(call kwalk-write,obj-m,$(patsubst $(obj)/%,%,$(kwalk-order)))
$(call kwalk-write,lib-y,$(patsubst $(obj)/%,%,$(lib-y)))
$(if $(filter undefined,$(origin real-obj-y)),,$(call kwalk-write,real-obj-y,$(patsubst $(obj)/%,%,$(real-obj-y))))
$(call kwalk-write,subdirs,$(subdir-ym))
$(call kwalk-composites,$(obj-y),-objs -y -m,built-in)
$(call kwalk-composites,$(obj-m),-objs -y -m,module)

kwalk-below := $(addprefix kwalk-in-,$(subdir-ym))
.PHONY: $(kwalk-below)
kwalk: $(kwalk-below)
	@:
$(kwalk-below): kwalk-in-%:
	@$(MAKE) -f $(KWALK) obj=$* \
		need-builtin=$(if $(filter $*/built-in.a $*/built-in.o,$(kwalk-builtin)),1) \
		need-modorder=$(if $(need-modorder),$(if $(filter $*/modules.order,$(kwalk-order)),1))
