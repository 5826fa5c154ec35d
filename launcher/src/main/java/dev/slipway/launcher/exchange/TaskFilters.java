package dev.slipway.launcher.exchange;

import dev.slipway.imagestore.filter.FilterNames;
import dev.slipway.imagestore.filter.FilterRule;
import dev.slipway.imagestore.filter.TagFilters;
import java.util.List;
import java.util.Optional;

/** The filters of DescribeImportImageTasks and its like. */
final class TaskFilters implements FilterNames<TransferTask> {

    @Override
    public List<String> names() {
        return List.of("task-state", TagFilters.TAG_KEY_IN_NAME, "tag-key");
    }

    @Override
    public Optional<FilterRule<TransferTask>> rule(String name) {
        return name.equals("task-state") ? Optional.of(FilterRule.document(task -> List.of(task.state().word())))
                : TagFilters.rule(name, TransferTask::tags);
    }
}
