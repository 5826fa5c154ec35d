package dev.slipway.launcher.arrows.sample.launcher.domain;

/** Used by a sample from beside. */
public final class Xml {
}
