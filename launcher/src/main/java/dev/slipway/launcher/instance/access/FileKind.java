package dev.slipway.launcher.instance.access;

import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;

/** What stands at a path that something is copied from or to. */
enum FileKind {
    FOLDER,
    FILE,
    /** Nothing, in a folder that is there. */
    FREE,
    /** Nothing, and no folder for it either. */
    NOWHERE;

    /** A path, a file's or a folder's, taken apart. */
    record Place(String folder, String name) {

        /** The folder and the name of a path; throws INVALID_PARAMETER_VALUE where it ends with no name. */
        static Place of(String path) {
            int end = path.length();
            while (end > 1 && path.charAt(end - 1) == '/') {
                end--;
            }
            String bare = path.substring(0, end);
            int slash = bare.lastIndexOf('/');
            String name = bare.substring(slash + 1);
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE,
                        "The path " + Quoted.of(path) + " ends with no name.", "Name the file or folder that is meant.");
            }
            return new Place(slash < 0 ? "." : slash == 0 ? "/" : bare.substring(0, slash), name);
        }
    }

    /** Asks for the kind of what stands at a path. */
    @FunctionalInterface
    interface Look {
        FileKind at(String path);
    }

    /**
     * Where a copy goes: into a folder that is there, under its own name, else to the path itself. Throws
     * INVALID_PARAMETER_VALUE where a folder would take the place of a file, or a file that of a folder, or where there is no folder.
     *
     * @param folder whether a folder is copied
     * @param name its name
     */
    static Place target(String path, boolean folder, String name, Look look) {
        FileKind kind = look.at(path);
        if (kind == FOLDER) {
            Place inside = new Place(path, name);
            FileKind there = look.at(path + "/" + name);
            refuseOtherKind(path + "/" + name, folder, there);
            return inside;
        }
        refuseOtherKind(path, folder, kind);
        if (kind == NOWHERE || path.endsWith("/")) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE,
                    "There is no folder for " + Quoted.of(path) + ".");
        }
        return Place.of(path);
    }

    private static void refuseOtherKind(String path, boolean folder, FileKind there) {
        if (folder && there == FILE) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE,
                    "The file " + Quoted.of(path) + " is there, and a folder would take its place.");
        }
        if (!folder && there == FOLDER) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE,
                    "The folder " + Quoted.of(path) + " is there, and a file would take its place.");
        }
    }
}
