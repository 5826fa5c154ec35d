package dev.slipway.launcher.cli.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.launcher.document.Document;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Several cases of one: each key has a list of values, and each combination of them is a case, but for those that are left out. */
final class Matrix {

    static final String KEY = "matrix";
    private static final String EXCLUDE = "exclude";
    private static final int MOST = 256;

    private final Document document;
    private final String pointer;
    private final JsonNode matrix;

    Matrix(Document document, String casePointer) {
        this.document = document;
        this.pointer = casePointer + "/" + KEY;
        this.matrix = document.root().at(pointer);
    }

    /** The values of each case, by key, in the order of the file; one case without any where there is no matrix. */
    List<Map<String, JsonNode>> combinations() {
        List<Map<String, JsonNode>> all = List.of(Map.of());
        for (Map.Entry<String, JsonNode> axis : matrix.properties()) {
            if (axis.getKey().equals(EXCLUDE)) {
                continue;
            }
            List<Map<String, JsonNode>> longer = new ArrayList<>();
            for (Map<String, JsonNode> before : all) {
                for (JsonNode value : axis.getValue()) {
                    Map<String, JsonNode> each = new LinkedHashMap<>(before);
                    each.put(axis.getKey(), value);
                    longer.add(each);
                }
            }
            if (longer.size() > MOST) {
                throw document.invalid(pointer, "this matrix has more than " + MOST + " cases", null);
            }
            all = longer;
        }
        List<Map<String, JsonNode>> left = all.stream().filter(each -> !isExcluded(each)).toList();
        if (left.isEmpty()) {
            throw document.invalid(pointer, "this matrix leaves no case", null);
        }
        return left;
    }

    private boolean isExcluded(Map<String, JsonNode> each) {
        for (JsonNode exclusion : matrix.path(EXCLUDE)) {
            if (exclusion.properties().stream().allMatch(pair -> pair.getValue().equals(each.get(pair.getKey())))) {
                return true;
            }
        }
        return false;
    }
}
