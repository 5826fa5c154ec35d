package dev.slipway.launcher.cli.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.host.errors.NearestWord;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.syntax.Syntax.Given;
import dev.slipway.launcher.document.Document;
import dev.slipway.launcher.document.DocumentReader;
import dev.slipway.launcher.document.DocumentSchema;
import dev.slipway.launcher.document.TextTemplate;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.smoke.SmokeCase;
import dev.slipway.launcher.smoke.Subject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Cases in a file. A case has the options of {@code slipway smoke} as its keys, without their dashes, so there is one rule for both;
 * a list or a mapping is an option that is given several times.
 */
final class SmokeFile {

    private static final String SCHEMA = "smoke.schema.json";
    private static final String DEFAULTS = "defaults";
    private static final String CASES = "cases";
    private static final String NAME = "name";
    private static final String IMAGE = "image";
    private static final String FILES = "files";
    private static final String FOR = "for";
    private static final String USER_DATA = "user-data";

    private final Document document;
    private final Path folder;
    private final List<Given> more;

    private SmokeFile(Document document, Path folder, List<Given> more) {
        this.document = document;
        this.folder = folder;
        this.more = more;
    }

    /** The schema of such files. */
    static DocumentSchema schema() {
        return DocumentSchema.beside(SmokeFile.class, SCHEMA);
    }

    /**
     * The cases of a file. Throws INVALID_DOCUMENT with the line of what it cannot say.
     *
     * @param more options of the command line, which win over the file's
     */
    static List<SmokeCase> cases(Path file, List<Given> more, Invocation invocation) {
        Document document = DocumentReader.read(file);
        schema().check(document);
        return new SmokeFile(document, file.toAbsolutePath().getParent(), more).cases(invocation);
    }

    private List<SmokeCase> cases(Invocation invocation) {
        List<SmokeCase> all = new ArrayList<>();
        Set<String> names = new HashSet<>();
        JsonNode cases = document.root().path(CASES);
        for (int i = 0; i < cases.size(); i++) {
            String pointer = "/" + CASES + "/" + i;
            for (Map<String, JsonNode> variables : new Matrix(document, pointer).combinations()) {
                SmokeCase each = new Case(pointer, cases.get(i), variables).read(invocation);
                if (!names.add(each.name())) {
                    throw document.invalid(pointer, "there are several cases of the name '" + each.name() + "'",
                            "Give each a name of its own: name");
                }
                all.add(each);
            }
        }
        return all;
    }

    /** One case in the making. */
    private final class Case {

        private final String pointer;
        private final JsonNode node;
        private final Map<String, JsonNode> variables;
        private final SmokeCaseVerb.Options options = new SmokeCaseVerb.Options();

        Case(String pointer, JsonNode node, Map<String, JsonNode> variables) {
            this.pointer = pointer;
            this.node = node;
            this.variables = variables;
        }

        SmokeCase read(Invocation invocation) {
            Map<String, String> pointers = new LinkedHashMap<>();
            Map<String, JsonNode> keys = new LinkedHashMap<>();
            collect(document.root().path(DEFAULTS), "/" + DEFAULTS, keys, pointers);
            collect(node, pointer, keys, pointers);
            variables.forEach((key, value) -> {
                keys.put(key, value);
                pointers.put(key, pointer + "/" + Matrix.KEY + Document.step(key));
            });
            keys.forEach((key, value) -> {
                if (!key.equals(NAME) && !key.equals(IMAGE) && !key.equals(FILES) && !key.equals(Matrix.KEY)) {
                    take(key, value, pointers.get(key));
                }
            });
            more.forEach(options::take);
            try {
                options.convert();
                Subject subject = subject();
                return options.smokeCase(name(subject), subject, invocation);
            } catch (LauncherException e) {
                throw placed(pointer, e);
            }
        }

        private void collect(JsonNode from, String at, Map<String, JsonNode> keys, Map<String, String> pointers) {
            from.properties().forEach(each -> {
                keys.put(each.getKey(), each.getValue());
                pointers.put(each.getKey(), at + Document.step(each.getKey()));
            });
        }

        private void take(String key, JsonNode value, String at) {
            SmokeCaseVerb.Options alone = new SmokeCaseVerb.Options();
            for (Given given : given(key, value, at)) {
                options.take(given);
                alone.take(given);
            }
            try {
                alone.convert();
            } catch (LauncherException e) {
                throw placed(at, e);
            }
        }

        private List<Given> given(String key, JsonNode value, String at) {
            String name = "--" + key;
            List<Given> given = new ArrayList<>();
            if (value.isBoolean()) {
                return value.asBoolean() ? List.of(new Given(name, Optional.empty())) : given;
            }
            for (String word : words(key, value, at)) {
                given.add(new Given(name, Optional.of(key.equals(USER_DATA) ? folder.resolve(word).toString() : word)));
            }
            return given;
        }

        private List<String> words(String key, JsonNode value, String at) {
            List<String> words = new ArrayList<>();
            if (value.isObject()) {
                value.properties().forEach(each ->
                        words.add(each.getKey() + "=" + filled(each.getValue(), at + Document.step(each.getKey()))));
            } else if (value.isArray()) {
                for (int i = 0; i < value.size(); i++) {
                    words.add(filled(value.get(i), at + "/" + i));
                }
            } else {
                words.add(filled(value, at));
            }
            return key.equals(FOR) ? List.of(String.join(",", words)) : words;
        }

        private String filled(JsonNode value, String at) {
            return new TextTemplate(value.asText()).fill(name -> {
                JsonNode known = variables.get(name);
                if (known == null) {
                    throw document.invalid(at, "there is no '" + name + "' in this case's matrix",
                            NearestWord.to(name, variables.keySet()).map(near -> "Did you mean '" + near + "'?").orElse(null));
                }
                return known.asText();
            });
        }

        private Subject subject() {
            if (node.has(FILES) == node.has(IMAGE)) {
                throw document.invalid(pointer, "a case boots either an 'image' or 'files'", null);
            }
            if (node.has(FILES)) {
                Map<String, Path> files = new HashMap<>();
                node.path(FILES).properties().forEach(each -> files.put(each.getKey(), folder.resolve(
                        filled(each.getValue(), pointer + "/" + FILES + Document.step(each.getKey()))).normalize()));
                return SubjectText.ofFiles(files, options.architecture(), options.bootMode());
            }
            return new Subject.Registered(filled(node.path(IMAGE), pointer + "/" + IMAGE), options.architecture(), options.bootMode());
        }

        /** Its own name, and where that does not tell the cases of a matrix apart, what they are. */
        private String name(Subject subject) {
            String given = node.path(NAME).asText("");
            String name = given.isEmpty() ? subject.word() : filled(node.path(NAME), pointer + "/" + NAME);
            if (variables.isEmpty() || !given.isEmpty() && !new TextTemplate(given).places().isEmpty()) {
                return name;
            }
            List<String> pairs = new ArrayList<>();
            variables.forEach((key, value) -> pairs.add(key + "=" + value.asText()));
            return name + " [" + String.join(" ", pairs) + "]";
        }

        private LauncherException placed(String at, LauncherException e) {
            if (e.code() == LauncherError.INVALID_DOCUMENT) {
                return e;
            }
            String sentence = e.getMessage().startsWith("--") ? e.getMessage().substring(2) : e.getMessage();
            return document.invalid(at, sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence,
                    e.hint().orElse(null));
        }
    }
}
