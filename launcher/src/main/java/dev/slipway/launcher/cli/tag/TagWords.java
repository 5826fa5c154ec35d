package dev.slipway.launcher.cli.tag;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The words of a command that names resources and tags in one row.
 *
 * @param ids what the tags belong to
 * @param rest the words for the tags
 */
record TagWords(List<String> ids, List<String> rest) {

    static TagWords of(List<String> words, Predicate<String> isId) {
        List<String> ids = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        for (String word : words) {
            (isId.test(word) ? ids : rest).add(word);
        }
        return new TagWords(ids, rest);
    }
}
