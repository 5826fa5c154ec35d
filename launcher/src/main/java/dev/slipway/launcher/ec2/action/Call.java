package dev.slipway.launcher.ec2.action;

import dev.slipway.imagestore.filter.Filter;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.ec2.protocol.Members;
import dev.slipway.launcher.ec2.signature.Caller;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.service.Services;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One request to an action.
 *
 * @param parameters what it says
 * @param services those of its account and region
 * @param caller who asks
 * @param another opens the same services once more, for what goes on after the answer
 * @param background has what goes on after the answer
 */
public record Call(
        Members parameters, Services services, Caller caller, Supplier<Services> another, Background background) {

    /** What the work returns, if that is soon; empty when it goes on behind the answer. What it throws soon, this throws. */
    <T> Optional<T> soon(Function<Services, T> work) {
        return background.soon(begin(work));
    }

    /** Begins work that may go on behind the answer. */
    <T> CompletableFuture<T> begin(Function<Services, T> work) {
        return background.begin((text("Action").orElse("") + " " + String.join(" ", instances())).strip(), another, work);
    }

    /** Whose it is: EC2 has several instances in a list, and one that is alone, as that of CreateImage, as a plain value. */
    private List<String> instances() {
        boolean listed = !parameters.member("InstanceId").names().isEmpty();
        return listed ? parameters.texts("InstanceId") : parameters.text("InstanceId").stream().toList();
    }

    /** A value; throws MISSING_PARAMETER. */
    public String required(String name) {
        return parameters.text(name).orElseThrow(() -> new LauncherException(LauncherError.MISSING_PARAMETER,
                "The request must contain the parameter " + name + "."));
    }

    /** A value that may be left out. */
    public Optional<String> text(String name) {
        return parameters.text(name);
    }

    /** The elements of a list, at least one; throws MISSING_PARAMETER. */
    public <T> List<T> several(String name, Function<String, T> reader) {
        List<T> values = list(name, reader);
        if (values.isEmpty()) {
            throw new LauncherException(LauncherError.MISSING_PARAMETER,
                    "The request must contain the parameter " + name + ".");
        }
        return values;
    }

    /** The elements of a list. */
    public <T> List<T> list(String name, Function<String, T> reader) {
        return parameters.texts(name).stream().map(reader).toList();
    }

    /** Whether something is wanted; throws INVALID_PARAMETER_VALUE. */
    public boolean flag(String name) {
        return truth(name).orElse(false);
    }

    /** The same, where it matters whether anything was said. */
    public Optional<Boolean> truth(String name) {
        return text(name).map(text -> truth(name, text));
    }

    /** A value that is true or false; throws INVALID_PARAMETER_VALUE. */
    static boolean truth(String name, String text) {
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw invalid(name, text, "neither true nor false");
        }
        return text.equalsIgnoreCase("true");
    }

    /** A whole number; throws INVALID_PARAMETER_VALUE. */
    public Optional<Integer> number(String name) {
        return text(name).map(text -> {
            try {
                return Integer.valueOf(text);
            } catch (NumberFormatException e) {
                throw invalid(name, text, "no whole number");
            }
        });
    }

    /** What {@code Filter.N} says. */
    public List<Filter> filters() {
        return filters("Filter");
    }

    /** What a list of filters says that is called otherwise. */
    public List<Filter> filters(String list) {
        List<Filter> filters = new ArrayList<>();
        for (Members filter : parameters.list(list)) {
            filters.add(new Filter(filter.text("Name").orElse(""), filter.texts("Value")));
        }
        return filters;
    }

    /** What {@code MaxResults} and {@code NextToken} say. */
    public PageRequest page() {
        Optional<Integer> most = number("MaxResults");
        return new PageRequest(most.isPresent() ? OptionalInt.of(most.get()) : OptionalInt.empty(), text("NextToken"));
    }

    /** What {@code TagSpecification.N} says for a type of resource. */
    public List<Tag> tags(String resourceType) {
        List<Tag> tags = new ArrayList<>();
        for (Members specification : parameters.list("TagSpecification")) {
            if (specification.text("ResourceType").orElse("").equals(resourceType)) {
                tags.addAll(tags(specification.list("Tag")));
            }
        }
        return tags;
    }

    /** Refuses tags for other types of resources than these: they would be lost. */
    public void requireTagsOf(String... resourceTypes) {
        for (Members specification : parameters.list("TagSpecification")) {
            String type = specification.text("ResourceType").orElse("");
            if (!List.of(resourceTypes).contains(type)) {
                throw invalid("ResourceType", type, "nothing that is made here");
            }
        }
    }

    /** Tags from a list of keys and values. */
    static List<Tag> tags(List<Members> list) {
        return list.stream().map(tag -> new Tag(tag.text("Key").orElse(""), tag.text("Value").orElse(""))).toList();
    }

    /** Whether nothing is to be done but to check. */
    public boolean dryRun() {
        return flag("DryRun");
    }

    static LauncherException invalid(String name, String value, String what) {
        return new LauncherException(LauncherError.INVALID_PARAMETER_VALUE,
                "Value (" + value + ") for parameter " + name + " is invalid: it is " + what + ".");
    }
}
