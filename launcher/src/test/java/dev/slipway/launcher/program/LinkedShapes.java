package dev.slipway.launcher.program;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Each shape that a lambda, a method reference or a field of a record can have, for {@link LinkAheadTest}; it says what all of them return. */
public final class LinkedShapes extends ArrayList<String> implements Supplier<String> {

    private static final long serialVersionUID = 1L;

    private final int number = 41;

    /** An interface whose private method a lambda calls. */
    interface Greeting {
        default Supplier<String> greeting() {
            return () -> words() + name();
        }

        private String words() {
            return "hello ";
        }

        String name();
    }

    /** An inner class: its nest's host is the outer one. */
    private final class Inner {
        private final String secret = "inner";

        IntSupplier adding(byte small, long large) {
            return () -> number + small + (int) large + secret.length();
        }
    }

    /** A record of every kind of field. */
    private record Fields(boolean a, byte b, char c, short d, int e, long f, float g, double h, String i, int[] j) {
        static final int[] ARRAY = {1};

        static Fields of(int number, float real) {
            return new Fields(true, (byte) number, 'c', (short) number, number, 1L << 40 | number, real, real, "i" + number, ARRAY);
        }
    }

    /** A record without fields. */
    private record Empty() {
    }

    /** What the shapes return, in order. */
    @Override
    public String get() {
        List<Object> said = new ArrayList<>();
        Supplier<List<String>> constructed = ArrayList::new;
        Function<String, StringBuilder> constructedOf = StringBuilder::new;
        IntFunction<int[]> array = int[]::new;
        ToLongFunction<Integer> widened = Integer::intValue;
        LongSupplier boundAndWidened = Integer.valueOf(7)::intValue;
        IntSupplier unboxed = Integer.valueOf(8)::byteValue;
        Function<Integer, Long> boxed = i -> (long) i;
        BiFunction<Integer, Integer, Integer> boxes = Math::max;
        IntBinaryOperator plain = Math::max;
        Runnable dropped = () -> said.add("dropped");
        Runnable droppedLong = System::nanoTime;
        Supplier<String> ofSuper = super::toString;
        Greeting greeting = () -> "you";
        Supplier<String> throwing = LinkedShapes::thrown;
        said.add(constructed.get());
        said.add(constructedOf.apply("built"));
        said.add(array.apply(3).length);
        said.add(widened.applyAsLong(5));
        said.add(boundAndWidened.getAsLong());
        said.add(unboxed.getAsInt());
        said.add(boxed.apply(9));
        said.add(boxes.apply(1, 2));
        said.add(plain.applyAsInt(3, 4));
        dropped.run();
        droppedLong.run();
        said.add(ofSuper.get());
        said.add(greeting.greeting().get());
        said.add(new Inner().adding((byte) 1, 2L).getAsInt());
        said.add(Stream.of("b", "a").sorted(String::compareTo).map(String::length).toList());
        try {
            throwing.get();
        } catch (IllegalStateException e) {
            said.add(e.getMessage());
        }
        Fields one = Fields.of(1, Float.NaN);
        said.add(one.equals(Fields.of(1, Float.NaN)) + " " + one.equals(Fields.of(2, Float.NaN)) + " " + one.equals(null)
                + " " + Fields.of(1, 0.0f).equals(Fields.of(1, -0.0f)) + " " + one.equals((Object) "one"));
        said.add(new Fields(true, (byte) 2, 'c', (short) 3, 4, 5L, 6, 7, null, null).hashCode());
        said.add(new Empty().equals(new Empty()) + " " + new Empty().hashCode() + " " + new Empty());
        said.add(greeting.getClass().isHidden() + " " + dropped.getClass().isHidden());
        return said.toString();
    }

    private static String thrown() {
        throw new IllegalStateException("thrown");
    }
}
