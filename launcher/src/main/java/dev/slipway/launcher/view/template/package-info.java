/** Launch templates in the shapes of EC2's answers. */
package dev.slipway.launcher.view.template;
