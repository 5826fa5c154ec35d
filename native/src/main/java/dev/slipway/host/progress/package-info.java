/** Telling how far work has come. */
package dev.slipway.host.progress;
