package dev.slipway.launcher.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A record component that no golden file shows is one that nobody would miss if its writer forgot it. */
class GoldenCoverageTest {

    /** The values met, by record and component, such as {@code Disk.target}. */
    private final Map<String, Set<Object>> met = new TreeMap<>();
    private final Set<Class<?>> records = new HashSet<>();
    private final List<String> unseen = new ArrayList<>();

    @Test
    void everyComponentOfEveryRecordAppearsInAGoldenFile() throws Exception {
        meetSamples();
        for (Class<?> record : records) {
            for (RecordComponent component : record.getRecordComponents()) {
                String name = name(record, component);
                assertTrue(met.containsKey(name), name + " has no value in any sample");
            }
        }
        assertEquals(List.of(), unseen, "values that their golden file does not show");
    }

    @Test
    void everyConstantAndBothAnswersOfEveryChoiceAppearInAGoldenFile() throws Exception {
        meetSamples();
        for (Class<?> record : records) {
            for (RecordComponent component : record.getRecordComponents()) {
                String name = name(record, component);
                Class<?> type = component.getType();
                if (type == boolean.class) {
                    assertEquals(Set.of(true, false), met.get(name), name);
                } else if (type.isEnum() && type.getPackage().equals(Disk.class.getPackage())) {
                    assertEquals(Set.of(type.getEnumConstants()), met.get(name), name);
                }
            }
        }
    }

    @Test
    void everyCaseOfEverySealedFamilyAppearsInAGoldenFile() throws Exception {
        meetSamples();
        Set<Class<?>> cases = new HashSet<>(List.of(BootSpec.class.getPermittedSubclasses()));
        cases.addAll(List.of(NetworkAttachment.class.getPermittedSubclasses()));
        assertTrue(records.containsAll(cases), () -> "met only " + new TreeSet<>(met.keySet()));
    }

    private void meetSamples() throws Exception {
        for (DomainSpec spec : DomainSamples.all().values()) {
            meet(spec, unescaped(DomainXml.of(spec)));
        }
        for (Map.Entry<String, Disk> disk : DomainSamples.disks().entrySet()) {
            meet(disk.getValue(), unescaped(ElementSamples.all().get(disk.getKey())));
        }
    }

    private void meet(Record record, String golden) throws Exception {
        records.add(record.getClass());
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            for (Object value : values(component.getAccessor().invoke(record))) {
                met.computeIfAbsent(name(record.getClass(), component), key -> new HashSet<>()).add(value);
                if (value instanceof Record inner) {
                    meet(inner, golden);
                } else if (!(value instanceof Enum) && !(value instanceof Boolean)
                        && !golden.contains(value.toString())) {
                    unseen.add(name(record.getClass(), component) + " = " + value);
                }
            }
        }
    }

    private static Collection<?> values(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.stream().toList();
        }
        if (value instanceof OptionalInt optional) {
            return optional.stream().boxed().toList();
        }
        return value instanceof Collection<?> many ? many : List.of(value);
    }

    private static String name(Class<?> record, RecordComponent component) {
        return record.getSimpleName() + "." + component.getName();
    }

    private static String unescaped(String xml) {
        return xml.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    }
}
