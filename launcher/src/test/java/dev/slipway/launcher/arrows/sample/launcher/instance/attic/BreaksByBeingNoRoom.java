package dev.slipway.launcher.arrows.sample.launcher.instance.attic;

record BreaksByBeingNoRoom() {
}
