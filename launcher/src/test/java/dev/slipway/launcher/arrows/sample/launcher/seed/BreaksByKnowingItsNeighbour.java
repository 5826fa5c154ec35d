package dev.slipway.launcher.arrows.sample.launcher.seed;

import dev.slipway.launcher.arrows.sample.launcher.domain.Xml;

record BreaksByKnowingItsNeighbour(Xml xml) {
}
