package dev.slipway.launcher.arrows.sample.imagestore;

import dev.slipway.launcher.arrows.sample.launcher.domain.Xml;

record BreaksByKnowingTheLauncher(Xml xml) {
}
