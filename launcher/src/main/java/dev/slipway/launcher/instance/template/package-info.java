/** Launch templates: what instances are to be, kept under a name, in versions. */
package dev.slipway.launcher.instance.template;
