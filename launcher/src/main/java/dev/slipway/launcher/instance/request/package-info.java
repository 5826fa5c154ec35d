/** What a launch asks for. */
package dev.slipway.launcher.instance.request;

