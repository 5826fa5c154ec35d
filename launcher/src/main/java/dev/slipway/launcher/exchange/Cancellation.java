package dev.slipway.launcher.exchange;

/**
 * What became of the wish to cancel a task, as EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CancelImportTask.html">CancelImportTask</a> tells it.
 *
 * @param previous how the task was before
 */
public record Cancellation(String taskId, TaskState previous, TaskState state) {
}
