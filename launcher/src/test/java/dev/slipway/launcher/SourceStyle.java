package dev.slipway.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the style guide says of files, as far as a program can see it. */
final class SourceStyle {

    static final int MOST_LINES = 500;
    private static final List<String> MODULES = List.of("native", "image-store", "launcher");
    private static final Pattern EMPTY_NAME = Pattern.compile(
            "(Util|Utils|Utilities|Helper|Helpers|Manager|Common|Impl|Base)(?![a-z])");

    private SourceStyle() {
    }

    /** One line for each mistake in the sources under this folder. */
    static List<String> mistakes(Path root) throws IOException {
        List<String> mistakes = new ArrayList<>();
        for (String module : MODULES) {
            for (String part : List.of("main", "test")) {
                Path sources = root.resolve(module).resolve("src").resolve(part).resolve("java");
                if (Files.isDirectory(sources)) {
                    look(sources, part.equals("main"), mistakes);
                }
            }
        }
        return mistakes;
    }

    private static void look(Path sources, boolean product, List<String> mistakes) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(sources)) {
            files = walk.filter(file -> file.toString().endsWith(".java")).sorted().collect(Collectors.toList());
        }
        for (Path file : files) {
            String name = file.getFileName().toString().replace(".java", "");
            Matcher empty = EMPTY_NAME.matcher(name);
            if (empty.find()) {
                mistakes.add(file + ": '" + empty.group() + "' says nothing");
            }
            if (Files.readAllLines(file).size() > MOST_LINES) {
                mistakes.add(file + ": longer than " + MOST_LINES + " lines");
            }
            // Once a folder: at its first file.
            boolean first = files.indexOf(file) == 0
                    || !files.get(files.indexOf(file) - 1).getParent().equals(file.getParent());
            if (product && first && !Files.exists(file.resolveSibling("package-info.java"))) {
                mistakes.add(file.getParent() + ": no package-info.java");
            }
        }
    }
}
