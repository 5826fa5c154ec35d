/**
 * Fleets: groups of alike instances that a file describes, and that are launched, changed, watched and ended as one. What a
 * fleet is made of is in its file and in the tags of its instances, and nowhere else.
 */
package dev.slipway.launcher.fleet;
