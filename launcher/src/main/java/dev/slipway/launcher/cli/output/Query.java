package dev.slipway.launcher.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import io.burt.jmespath.JmesPathException;
import io.burt.jmespath.jackson.JacksonRuntime;

/** JMESPath, the query language of the AWS CLI: https://jmespath.org. Loaded only when a query is asked for. */
final class Query {

    private Query() {
    }

    static JsonNode apply(String expression, JsonNode document) {
        try {
            return new JacksonRuntime().compile(LiteralText.completed(expression)).search(document);
        } catch (JmesPathException e) {
            throw new LauncherException(LauncherError.QUERY_INVALID,
                    "The query '" + expression + "' cannot be used: " + Printable.line(e.getMessage()).strip() + ".",
                    "A query is JMESPath, such as Images[].ImageId: see https://jmespath.org.", e);
        }
    }
}
