/** JSON that other programs speak, as a tree. */
package dev.slipway.host.json;
