# Where the reference walk starts: a kernel's own top Makefile, read in the tree's folder, with one target more. It visits
# the directories that a build visits, with the variables that a build exports to them.

include Makefile

.DEFAULT_GOAL := kwalk

kwalk-tab := $(subst x,,$(subst x,x	x,x))
kwalk-say = $(file >>$(KWALK_DUMP),top $(1)$(kwalk-tab)$(strip $($(1))))
kwalk-names := ARCH SRCARCH KERNELVERSION core-y drivers-y libs-y ARCH_CORE ARCH_LIB ARCH_DRIVERS head-y \
	KBUILD_VMLINUX_OBJS KBUILD_VMLINUX_LIBS KBUILD_VMLINUX_INIT KBUILD_VMLINUX_MAIN

.PHONY: kwalk
kwalk:
	$(foreach name,$(kwalk-names),$(call kwalk-say,$(name)))
	@set -e; for d in $(or $(build-dir),$(build-dirs),$(vmlinux-dirs)); do \
		$(MAKE) -f $(KWALK) obj=$$d need-builtin=1 need-modorder=1; done
