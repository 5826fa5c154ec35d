package dev.slipway.launcher.arrows.sample.imagestore;

/** Used by a sample from below. */
public final class Store {
}
