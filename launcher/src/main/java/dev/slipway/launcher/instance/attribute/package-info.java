/** What may be changed of an instance after its launch, and when. */
package dev.slipway.launcher.instance.attribute;
