package dev.slipway.host.libvirt.binding;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** libvirt's {@code virTypedParameter} arrays, read without JNA's structures, which cost reflection at every start. */
public final class TypedParameters {

    // struct _virTypedParameter { char field[80]; int type; union { int i; ... char *s; } value; } on 64-bit hosts.
    private static final int TYPE_OFFSET = 80;
    private static final int VALUE_OFFSET = 88;
    private static final int SIZE = 96;

    private static final int INT = 1;
    private static final int UINT = 2;
    private static final int LLONG = 3;
    private static final int ULLONG = 4;
    private static final int DOUBLE = 5;
    private static final int BOOLEAN = 6;
    private static final int STRING = 7;

    private TypedParameters() {
    }

    /** The names and values: Long for every whole number, else Double, Boolean or String. */
    public static Map<String, Object> read(Pointer array, int count) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            Pointer parameter = array.share((long) i * SIZE, SIZE);
            Object value = value(parameter);
            if (value != null) {
                values.put(parameter.getString(0, StandardCharsets.US_ASCII.name()), value);
            }
        }
        return values;
    }

    private static Object value(Pointer parameter) {
        return switch (parameter.getInt(TYPE_OFFSET)) {
            case INT -> (long) parameter.getInt(VALUE_OFFSET);
            case UINT -> Integer.toUnsignedLong(parameter.getInt(VALUE_OFFSET));
            case LLONG, ULLONG -> parameter.getLong(VALUE_OFFSET);
            case DOUBLE -> parameter.getDouble(VALUE_OFFSET);
            case BOOLEAN -> parameter.getByte(VALUE_OFFSET) != 0;
            case STRING -> {
                Pointer text = parameter.getPointer(VALUE_OFFSET);
                yield text == null ? null : text.getString(0, StandardCharsets.UTF_8.name());
            }
            default -> null;
        };
    }
}
