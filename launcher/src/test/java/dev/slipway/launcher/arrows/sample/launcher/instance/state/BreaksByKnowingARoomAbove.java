package dev.slipway.launcher.arrows.sample.launcher.instance.state;

import dev.slipway.launcher.arrows.sample.launcher.instance.launch.Plan;

record BreaksByKnowingARoomAbove(Plan plan) {
}
