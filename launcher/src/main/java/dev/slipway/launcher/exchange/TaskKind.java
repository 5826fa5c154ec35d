package dev.slipway.launcher.exchange;

import dev.slipway.imagestore.id.IdRule;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;

/** What a task does. */
public enum TaskKind {
    IMPORT_IMAGE("import-ami", "import-image-task", LauncherError.CONVERSION_TASK_NOT_FOUND, LauncherError.CONVERSION_TASK_MALFORMED),
    IMPORT_SNAPSHOT("import-snap", "import-snapshot-task", LauncherError.CONVERSION_TASK_NOT_FOUND,
            LauncherError.CONVERSION_TASK_MALFORMED),
    EXPORT_IMAGE("export-ami", "export-image-task", LauncherError.EXPORT_TASK_NOT_FOUND, LauncherError.EXPORT_TASK_MALFORMED);

    private final String prefix;
    private final IdRule ids;
    private final String resourceType;
    private final LauncherError missing;
    private final LauncherError malformed;

    TaskKind(String prefix, String resourceType, LauncherError missing, LauncherError malformed) {
        this.prefix = prefix;
        this.ids = new IdRule(prefix);
        this.resourceType = resourceType;
        this.missing = missing;
        this.malformed = malformed;
    }

    /** As tag specifications name it. */
    public String resourceType() {
        return resourceType;
    }

    /** Which kind of import has such an id. */
    static TaskKind ofImport(String id) {
        return id.startsWith(IMPORT_SNAPSHOT.prefix + "-") ? IMPORT_SNAPSHOT : IMPORT_IMAGE;
    }

    String nextId() {
        return ids.next();
    }

    String check(String id) {
        return ids.check(id, sentence -> new LauncherException(malformed, sentence));
    }

    LauncherException notFound(String id) {
        return new LauncherException(missing, "The task '" + id + "' does not exist.");
    }
}
