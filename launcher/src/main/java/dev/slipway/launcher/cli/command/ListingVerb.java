package dev.slipway.launcher.cli.command;

import dev.slipway.imagestore.filter.Filter;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.view.document.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** A command that lists: filters, and pages as the AWS CLI has them. */
public abstract class ListingVerb extends Verb {

    private final Option<List<Filter>> filters = options("--filters,--filter", "NAME=VALUE", FilterText::read,
            "Only what has one of these values: NAME=VALUE[,VALUE], or Name=NAME,Values=VALUE[,VALUE]; * is any text, "
                    + "? any character, \\ takes the meaning from the next one. Given several times, all must hold.");
    private final Option<Integer> maxItems = option("--max-items", "N", Values.COUNT,
            "So many at most; the answer's NextToken tells where to go on.");
    private final Option<Integer> pageSize = option("--page-size", "N", Values.COUNT,
            "How many to read at a time; changes nothing in what is shown.");
    private final Option<String> startingToken = option("--starting-token", "TOKEN", Values.TEXT,
            "Where to go on: the NextToken of an answer to the same request.");

    protected ListingVerb(String name, String summary) {
        super(name, summary);
    }

    /** The filters that were given. */
    protected final List<Filter> filters() {
        List<Filter> all = new ArrayList<>();
        filters.values().forEach(all::addAll);
        return all;
    }

    /** Gathers as many as were asked for, in pages of the size that was asked for. */
    protected final <T> Page<T> gather(Function<PageRequest, Page<T>> service) {
        List<T> items = new ArrayList<>();
        Optional<String> token = startingToken.value();
        do {
            Page<T> page = service.apply(new PageRequest(nextSize(items.size()), token));
            items.addAll(page.items());
            token = page.nextToken();
        } while (token.isPresent() && (!maxItems.given() || items.size() < maxItems.or(0)));
        return new Page<>(items, token);
    }

    /** Prints the answer that shows a page, and where the next one begins. */
    protected final int print(Invocation invocation, Answer answer, Page<?> page) {
        page.nextToken().ifPresent(token -> answer.document().put("NextToken", token));
        invocation.output().print(answer);
        if (page.nextToken().isPresent() && invocation.isInteractive()) {
            invocation.note("there is more; go on with --starting-token " + page.nextToken().get());
        }
        return 0;
    }

    private OptionalInt nextSize(int have) {
        int left = maxItems.given() ? maxItems.or(0) - have : Integer.MAX_VALUE;
        return maxItems.given() || pageSize.given()
                ? OptionalInt.of(Math.min(left, pageSize.or(Integer.MAX_VALUE))) : OptionalInt.empty();
    }
}
