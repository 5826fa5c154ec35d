/** Whether instances are well, as EC2's DescribeInstanceStatus tells it. */
package dev.slipway.launcher.instance.status;

