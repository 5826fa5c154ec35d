package dev.slipway.launcher.arrows.sample.launcher.attic;

record BreaksByHavingNoFloor(String name) {
}
