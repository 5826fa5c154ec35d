package dev.slipway.launcher.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * Queries as people write them for the AWS CLI: a literal between backticks that is no JSON, as in
 * {@code [?State.Name==`running`]}, is a text there, though JMESPath itself demands quotes around it.
 */
final class LiteralText {

    private static final char BACKTICK = '`';
    private static final ObjectMapper JSON = new ObjectMapper();

    private LiteralText() {
    }

    /** The same expression with quotes around each such text. */
    static String completed(String expression) {
        if (expression.indexOf(BACKTICK) < 0) {
            return expression;
        }
        StringBuilder completed = new StringBuilder();
        int from = 0;
        while (from < expression.length()) {
            char c = expression.charAt(from);
            int end = c == BACKTICK || c == '\'' || c == '"' ? closing(expression, from) : from;
            String part = expression.substring(from, end + 1);
            completed.append(c == BACKTICK && end > from ? literal(part) : part);
            from = end + 1;
        }
        return completed.toString();
    }

    /** Where what begins at {@code from} ends; there again when it never does, for the parser to complain about. */
    private static int closing(String expression, int from) {
        char quote = expression.charAt(from);
        for (int i = from + 1; i < expression.length(); i++) {
            if (expression.charAt(i) == '\\') {
                i++;
            } else if (expression.charAt(i) == quote) {
                return i;
            }
        }
        return from;
    }

    private static String literal(String withBackticks) {
        String content = withBackticks.substring(1, withBackticks.length() - 1).strip();
        return isJson(content) ? withBackticks : BACKTICK + TextNode.valueOf(content).toString() + BACKTICK;
    }

    private static boolean isJson(String content) {
        try {
            return !JSON.readTree(content).isMissingNode();
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
