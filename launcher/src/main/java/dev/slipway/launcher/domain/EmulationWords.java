package dev.slipway.launcher.domain;

import dev.slipway.host.machine.Architecture;
import dev.slipway.launcher.accelerator.Accelerator;

/**
 * What an emulated x86 kernel is told beyond its image's command line, so that it leaves out work that tells it nothing
 * there. Together they take a fifth of the time to init; see docs/decisions/0004-what-a-domain-is-made-of.md.
 */
final class EmulationWords {

    private static final String X86 =
            // No self-test of each cipher at each boot: a quarter of a second, emulated.
            "cryptomgr.notests "
            // No rewriting of the kernel's code for a machine with one processor: it throws translated code away.
            + "noreplace-smp "
            // The clocks are the host's: nothing to measure against each other, and no jiffies to count.
            + "tsc=reliable no_timer_check "
            // A grace period is not worth waiting for while there is little else to run.
            + "rcupdate.rcu_expedited=1";

    private EmulationWords() {
    }

    /** The command line with the words before it: where the image says otherwise, the kernel heeds what comes last. */
    static String before(String commandLine, DomainSpec spec) {
        if (spec.accelerator() == Accelerator.KVM || spec.architecture() == Architecture.ARM64) {
            return commandLine;
        }
        return commandLine.isEmpty() ? X86 : X86 + " " + commandLine;
    }
}
