package dev.slipway.launcher.arrows.sample.host;

import dev.slipway.launcher.arrows.sample.imagestore.Store;

record BreaksByKnowingTheStore(Store store) {
}
