package dev.slipway.launcher.settings;

/** Sizes as {@code qemu-img} reads and people write them: {@code 10G}, {@code 512M}; each step is 1024. */
public final class SizeText {

    /** How to write one, for a hint line. */
    public static final String HINT = "Write a size as 10G or 512M; K, M, G and T are powers of 1024.";

    private static final String UNITS = "KMGTP";
    private static final int STEP_BITS = 10;

    private SizeText() {
    }

    /**
     * Reads a size of at least one byte: a number, then K, M, G, T or P, then perhaps {@code iB} or {@code B}.
     * A number without a unit counts bytes.
     *
     * @throws IllegalArgumentException with half a sentence about what is wrong
     */
    public static long parse(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        String unit = text.substring(digits);
        try {
            long number = Long.parseLong(text.substring(0, digits));
            long bytes = Math.multiplyExact(number, 1L << bits(unit, text));
            if (bytes > 0) {
                return bytes;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no size", e);
        }
        throw new IllegalArgumentException("'" + text + "' is no size");
    }

    /** A size for people, with at most one decimal: {@code 1.5 GiB}. */
    public static String of(long bytes) {
        if (bytes < 1L << STEP_BITS) {
            return bytes + " B";
        }
        int step = Math.min((63 - Long.numberOfLeadingZeros(bytes)) / STEP_BITS, UNITS.length());
        long tenths = Math.round(bytes * 10.0 / (1L << step * STEP_BITS));
        String number = tenths % 10 == 0 || tenths >= 1000 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10;
        return number + " " + UNITS.charAt(step - 1) + "iB";
    }

    private static int bits(String unit, String text) {
        if (unit.isEmpty() || unit.equals("B")) {
            return 0;
        }
        int step = UNITS.indexOf(Character.toUpperCase(unit.charAt(0))) + 1;
        String rest = unit.substring(1);
        if (step == 0 || !(rest.isEmpty() || rest.equals("iB") || rest.equals("B"))) {
            throw new IllegalArgumentException("'" + text + "' is no size");
        }
        return step * STEP_BITS;
    }
}
