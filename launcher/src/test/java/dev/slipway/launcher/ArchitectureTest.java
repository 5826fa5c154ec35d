package dev.slipway.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The house keeps its shape, and these tests would notice if it did not. */
class ArchitectureTest {

    private static final String SAMPLES = "dev.slipway.launcher.arrows.sample";
    /** The sources of all modules, from this module's folder. */
    private static final Path SOURCES = Path.of("..").toAbsolutePath().normalize();

    @Test
    void everyArrowGoesOneWay() {
        JavaClasses product = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.slipway");
        assertTrue(product.contain("dev.slipway.host.undo.Rollback"), "the other modules are not looked at");
        assertTrue(product.contain("dev.slipway.launcher.cli.Main"), "this module is not looked at");
        List<String> broken = new ArrayList<>();
        for (ArchRule rule : new Arrows("dev.slipway").all()) {
            broken.addAll(rule.evaluate(product).getFailureReport().getDetails());
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void everySampleThatBreaksARuleIsFound() {
        JavaClasses samples = new ClassFileImporter().importPackages(SAMPLES);
        TreeSet<String> found = new TreeSet<>();
        for (ArchRule rule : new Arrows(SAMPLES).all()) {
            for (String detail : rule.evaluate(samples).getFailureReport().getDetails()) {
                samples.stream().map(each -> each.getSimpleName()).filter(name -> name.startsWith("Breaks"))
                        .filter(name -> detail.contains("." + name)).forEach(found::add);
            }
        }
        TreeSet<String> all = samples.stream().map(each -> each.getSimpleName())
                .filter(name -> name.startsWith("Breaks")).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(all, found);
        assertEquals(12, all.size());
    }

    @Test
    void everySourceFolderAndFileKeepsToTheStyle() throws IOException {
        assertTrue(Files.isDirectory(SOURCES.resolve("native/src/main/java")), "not in the sources: " + SOURCES);
        assertEquals(List.of(), SourceStyle.mistakes(SOURCES));
    }

    @Test
    void everyMistakeOfStyleIsFound(@TempDir Path folder) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("native/src/main/java/dev/slipway/host/words"));
        Files.writeString(sources.resolve("StringUtils.java"), "class StringUtils { }\n");
        Files.writeString(sources.resolve("Long.java"), "//\n".repeat(SourceStyle.MOST_LINES + 1));
        List<String> mistakes = SourceStyle.mistakes(folder);
        assertEquals(3, mistakes.size(), mistakes.toString());
    }
}
