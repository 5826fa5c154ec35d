package dev.slipway.launcher.arrows.sample.launcher.instance;

import org.libvirt.Domain;

record BreaksByMeetingLibvirt(Domain domain) {
}
