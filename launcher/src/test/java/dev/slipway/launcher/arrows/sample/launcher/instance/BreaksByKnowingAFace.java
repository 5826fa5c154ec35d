package dev.slipway.launcher.arrows.sample.launcher.instance;

import dev.slipway.launcher.arrows.sample.launcher.cli.Face;

record BreaksByKnowingAFace(Face face) {
}
