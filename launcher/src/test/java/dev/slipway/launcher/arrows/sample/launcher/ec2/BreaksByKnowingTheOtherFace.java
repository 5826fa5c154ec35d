package dev.slipway.launcher.arrows.sample.launcher.ec2;

import dev.slipway.launcher.arrows.sample.launcher.cli.Face;

record BreaksByKnowingTheOtherFace(Face face) {
}
