package dev.slipway.launcher.instance.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.filter.Filter;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.imagestore.filter.TagFilters;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.instance.SampleInstance;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceFilters;
import dev.slipway.launcher.network.NetworkIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Finding instances as DescribeInstances does. */
class InstanceSearchTest {

    private static final InstanceFilters NAMES = new InstanceFilters("local-1a", new NetworkIds("local-1"));

    private final Instance web = SampleInstance.draft().tags(List.of(new Tag("env", "prod"))).build();
    private final Instance database = running(SampleInstance.draft().instanceType("lab.64m").build());

    @Test
    void filtersAreHeldAgainstTheStateAndEverythingElse() {
        assertEquals(List.of(database), find(new Filter("instance-state-name", List.of("running"))));
        assertEquals(List.of(web), find(new Filter("instance-state-code", List.of("0", "80"))));
        assertEquals(List.of(web), find(new Filter("tag:env", List.of("pr*"))));
        assertEquals(List.of(web), find(new Filter("tag-key", List.of("env"))));
        assertEquals(List.of(database), find(new Filter("instance-type", List.of("lab.6?m"))));
        assertEquals(List.of(web), find(new Filter("block-device-mapping.volume-id",
                List.of(web.volumes().get(0).volumeId().value()))));
        assertEquals(List.of(), find(new Filter("instance-state-name", List.of("running")), new Filter("tag-key", List.of("env"))));
        assertEquals(2, find(new Filter("root-device-type", List.of("ebs")), new Filter("availability-zone", List.of("local-1a")),
                new Filter("virtualization-type", List.of("hvm")), new Filter("architecture", List.of("x86_64"))).size());
    }

    @Test
    void everyFilterThatIsNamedIsAnswered() {
        for (String name : NAMES.names()) {
            String asked = name.equals(TagFilters.TAG_KEY_IN_NAME) ? "tag:Name" : name;
            assertTrue(NAMES.rule(asked).isPresent(), name);
            NAMES.rule(asked).orElseThrow().texts().apply(database);
        }
    }

    @Test
    void aFilterThatIsNoneIsRefused() {
        StoreException thrown = assertThrows(StoreException.class,
                () -> new InstanceSearch(List.of(), List.of(new Filter("instance-state", List.of("running")))).check(NAMES));
        assertEquals(StoreError.PARAMETER_VALUE, thrown.code());
    }

    @Test
    void pagesHaveEachInstanceOnce() {
        InstanceSearch all = new InstanceSearch(List.of(), List.of());
        List<Instance> seen = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            Page<Instance> page = all.page(List.of(web, database), NAMES, new PageRequest(OptionalInt.of(1), token));
            seen.addAll(page.items());
            token = page.nextToken();
        } while (token.isPresent());
        assertEquals(2, seen.size());
        assertTrue(seen.containsAll(List.of(web, database)));
    }

    private List<Instance> find(Filter... filters) {
        InstanceSearch search = new InstanceSearch(List.of(), List.of(filters));
        search.check(NAMES);
        return search.page(List.of(web, database), NAMES, PageRequest.ALL).items();
    }

    private static Instance running(Instance instance) {
        return instance.with(instance.lifecycle().running(Instant.EPOCH));
    }
}
