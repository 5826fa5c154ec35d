import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ACC_SYNTHETIC;
import static org.objectweb.asm.Opcodes.H_INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.H_INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.H_INVOKESTATIC;
import static org.objectweb.asm.Opcodes.H_NEWINVOKESPECIAL;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;

/**
 * Links in compiled classes what Java would link when it is first used. Lambdas and method references become small classes of their
 * own, as inner classes were before there were lambdas: Java makes such a class at 0.15 ms each even from the class-data archive, an
 * ordinary class from the archive costs a tenth of that, and each command begins with hundreds of them. {@code equals} and {@code
 * hashCode} of records become plain code: the first of them costs 20 ms otherwise.
 *
 * <p>{@code java -cp asm.jar:asm-commons.jar LinkAhead.java FOLDER}: every class below FOLDER is written anew in its place.
 * What has a shape that the compiler does not make of plain lambdas (serializable ones, bridges, {@code super::method}) is left
 * as it is, and so is {@code toString}. What the program does stays the same.
 */
public final class LinkAhead {

    private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";
    private static final String OBJECT_METHODS = "java/lang/runtime/ObjectMethods";
    private static final int API = Opcodes.ASM9;

    /** The classes made, by the host of the nest they belong to. */
    private final Map<String, List<String>> nests = new HashMap<>();

    private LinkAhead() {
    }

    /** See the class. */
    public static void main(String[] arguments) throws IOException {
        LinkAhead all = new LinkAhead();
        List<Path> classes;
        try (Stream<Path> files = Files.walk(Path.of(arguments[0]))) {
            classes = files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
        }
        for (Path file : classes) {
            all.rewrite(file);
        }
        for (Path file : classes) {
            all.openNest(file);
        }
    }

    private void rewrite(Path file) throws IOException {
        ClassReader reader = new ClassReader(Files.readAllBytes(file));
        ClassWriter writer = new ClassWriter(reader, 0);
        Owner owner = new Owner(file, writer);
        reader.accept(owner, 0);
        if (owner.lambdas > 0 || owner.isRecord) {
            Files.write(file, writer.toByteArray());
        }
    }

    /** The nest's host names the new members; without that they could not call the private methods lambdas become. */
    private void openNest(Path file) throws IOException {
        ClassReader reader = new ClassReader(Files.readAllBytes(file));
        List<String> members = nests.get(reader.getClassName());
        if (members != null) {
            ClassWriter writer = new ClassWriter(reader, 0);
            reader.accept(new ClassVisitor(API, writer) {
                @Override
                public void visitEnd() {
                    members.forEach(writer::visitNestMember);
                    super.visitEnd();
                }
            }, 0);
            Files.write(file, writer.toByteArray());
        }
    }

    /** A class in which lambdas are. */
    private final class Owner extends ClassVisitor {
        private final Path file;
        private String name;
        private String host;
        private int lambdas;
        private boolean isRecord;

        Owner(Path file, ClassVisitor next) {
            super(API, next);
            this.file = file;
        }

        @Override
        public void visit(int version, int access, String name, String signature, String above, String[] interfaces) {
            this.name = name;
            this.host = name;
            this.isRecord = above != null && above.equals("java/lang/Record");
            super.visit(version, access, name, signature, above, interfaces);
        }

        @Override
        public void visitNestHost(String nestHost) {
            this.host = nestHost;
            super.visitNestHost(nestHost);
        }

        @Override
        public MethodVisitor visitMethod(int access, String method, String descriptor, String signature, String[] exceptions) {
            MethodVisitor code = super.visitMethod(access, method, descriptor, signature, exceptions);
            return new MethodVisitor(API, code) {
                @Override
                public void visitInvokeDynamicInsn(String single, String shape, Handle factory, Object... given) {
                    if (factory.getOwner().equals(METAFACTORY) && factory.getName().equals("metafactory")
                            && ((Handle) given[1]).getTag() != H_INVOKESPECIAL) {
                        Lambda lambda = new Lambda(name + "$$L" + ++lambdas, host, Type.getMethodType(shape), single,
                                (Type) given[0], (Handle) given[1], (Type) given[2]);
                        write(lambda);
                        super.visitMethodInsn(Opcodes.INVOKESTATIC, lambda.name, "of", shape, false);
                    } else if (factory.getOwner().equals(OBJECT_METHODS) && !single.equals("toString")) {
                        RecordMethods methods = new RecordMethods(Owner.this, name, Arrays.stream(given).skip(2).map(Handle.class::cast).toList());
                        methods.write(single, shape);
                        super.visitMethodInsn(Opcodes.INVOKESTATIC, name, single + "$", shape, false);
                    } else {
                        super.visitInvokeDynamicInsn(single, shape, factory, given);
                    }
                }
            };
        }

        private void write(Lambda lambda) {
            nests.computeIfAbsent(host, any -> new ArrayList<>()).add(lambda.name);
            try {
                Files.write(file.resolveSibling(lambda.name.substring(lambda.name.lastIndexOf('/') + 1) + ".class"), lambda.bytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * One lambda.
     *
     * @param shape takes what is captured and returns the functional interface
     * @param single the name of the interface's method, {@code erased} its type, {@code instantiated} its type here
     * @param body what it calls
     */
    private record Lambda(String name, String host, Type shape, String single, Type erased, Handle body, Type instantiated) {

        byte[] bytes() {
            // Straight code has no frames to compute, only the depth of the stack.
            ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
            writer.visit(Opcodes.V17, ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC, name, null, "java/lang/Object",
                    new String[] {shape.getReturnType().getInternalName()});
            writer.visitNestHost(host);
            Type[] captured = shape.getArgumentTypes();
            for (int i = 0; i < captured.length; i++) {
                writer.visitField(ACC_PRIVATE | ACC_FINAL, "c" + i, captured[i].getDescriptor(), null, null).visitEnd();
            }
            if (captured.length == 0) {
                writer.visitField(ACC_PRIVATE | ACC_STATIC | ACC_FINAL, "ONLY", self().getDescriptor(), null, null).visitEnd();
                once(writer);
            }
            constructor(writer, captured);
            factory(writer, captured);
            method(writer, captured);
            writer.visitEnd();
            return writer.toByteArray();
        }

        private Type self() {
            return Type.getObjectType(name);
        }

        private Method constructor() {
            return new Method("<init>", Type.VOID_TYPE, shape.getArgumentTypes());
        }

        /** What captures nothing is made once, as by Java itself. */
        private void once(ClassWriter writer) {
            GeneratorAdapter code = code(writer, ACC_STATIC, new Method("<clinit>", "()V"));
            code.newInstance(self());
            code.dup();
            code.invokeConstructor(self(), constructor());
            code.putStatic(self(), "ONLY", self());
            end(code);
        }

        private void constructor(ClassWriter writer, Type[] captured) {
            GeneratorAdapter code = code(writer, ACC_PRIVATE, constructor());
            code.loadThis();
            code.invokeConstructor(Type.getType(Object.class), new Method("<init>", "()V"));
            for (int i = 0; i < captured.length; i++) {
                code.loadThis();
                code.loadArg(i);
                code.putField(self(), "c" + i, captured[i]);
            }
            end(code);
        }

        private void factory(ClassWriter writer, Type[] captured) {
            GeneratorAdapter code = code(writer, ACC_STATIC, new Method("of", shape.getDescriptor()));
            if (captured.length == 0) {
                code.getStatic(self(), "ONLY", self());
            } else {
                code.newInstance(self());
                code.dup();
                code.loadArgs();
                code.invokeConstructor(self(), constructor());
            }
            end(code);
        }

        private void method(ClassWriter writer, Type[] captured) {
            GeneratorAdapter code = code(writer, ACC_PUBLIC, new Method(single, erased.getDescriptor()));
            boolean makes = body.getTag() == H_NEWINVOKESPECIAL;
            Type owner = Type.getObjectType(body.getOwner());
            if (makes) {
                code.newInstance(owner);
                code.dup();
            }
            List<Type> wanted = new ArrayList<>();
            if (!makes && body.getTag() != H_INVOKESTATIC) {
                wanted.add(owner);
            }
            wanted.addAll(List.of(Type.getArgumentTypes(body.getDesc())));
            for (int i = 0; i < captured.length; i++) {
                code.loadThis();
                code.getField(self(), "c" + i, captured[i]);
                convert(code, captured[i], captured[i], wanted.get(i));
            }
            Type[] given = erased.getArgumentTypes();
            for (int i = 0; i < given.length; i++) {
                code.loadArg(i);
                convert(code, given[i], instantiated.getArgumentTypes()[i], wanted.get(captured.length + i));
            }
            call(code, owner, makes);
            Type returned = makes ? owner : Type.getReturnType(body.getDesc());
            Type asked = erased.getReturnType();
            if (asked.equals(Type.VOID_TYPE)) {
                drop(code, returned);
            } else {
                convert(code, returned, returned, primitive(asked) ? asked : instantiated.getReturnType());
            }
            end(code);
        }

        private void call(GeneratorAdapter code, Type owner, boolean makes) {
            Method called = new Method(body.getName(), body.getDesc());
            if (makes) {
                code.invokeConstructor(owner, called);
            } else if (body.getTag() == H_INVOKESTATIC) {
                code.visitMethodInsn(Opcodes.INVOKESTATIC, body.getOwner(), body.getName(), body.getDesc(), body.isInterface());
            } else if (body.getTag() == H_INVOKEINTERFACE) {
                code.invokeInterface(owner, called);
            } else {
                code.invokeVirtual(owner, called);
            }
        }

        /** As Java adapts arguments and results of a method reference: casts, boxes, opens boxes, makes wider. */
        private static void convert(GeneratorAdapter code, Type is, Type known, Type wanted) {
            if (primitive(is) && primitive(wanted)) {
                code.cast(is, wanted);
            } else if (primitive(is)) {
                code.valueOf(is);
            } else if (primitive(wanted)) {
                Type content = content(known) == null ? wanted : content(known);
                code.unbox(content);
                code.cast(content, wanted);
            } else {
                // A cast to Object is none; a value that is known to fit costs nothing to cast again.
                code.checkCast(wanted);
            }
        }

        /** The primitive in a box; null for what is no box. */
        private static Type content(Type box) {
            return switch (box.getClassName()) {
                case "java.lang.Integer" -> Type.INT_TYPE;
                case "java.lang.Long" -> Type.LONG_TYPE;
                case "java.lang.Boolean" -> Type.BOOLEAN_TYPE;
                case "java.lang.Double" -> Type.DOUBLE_TYPE;
                case "java.lang.Float" -> Type.FLOAT_TYPE;
                case "java.lang.Character" -> Type.CHAR_TYPE;
                case "java.lang.Short" -> Type.SHORT_TYPE;
                case "java.lang.Byte" -> Type.BYTE_TYPE;
                default -> null;
            };
        }

        private static boolean primitive(Type type) {
            return type.getSort() < Type.ARRAY;
        }

        private static void drop(GeneratorAdapter code, Type type) {
            if (type.getSize() == 2) {
                code.pop2();
            } else if (type.getSize() == 1) {
                code.pop();
            }
        }

        private static GeneratorAdapter code(ClassWriter writer, int access, Method method) {
            return new GeneratorAdapter(access, method, writer.visitMethod(access, method.getName(), method.getDescriptor(), null, null));
        }

        private static void end(GeneratorAdapter code) {
            code.returnValue();
            code.endMethod();
        }
    }

    /** {@code equals} and {@code hashCode} of a record, as static methods that take what Java's own factory is given. */
    private record RecordMethods(ClassVisitor into, String name, List<Handle> fields) {

        /** Two longs or doubles are the most that lies on the stack, beside a sum. */
        private static final int STACK = 5;

        void write(String method, String shape) {
            MethodVisitor code = into.visitMethod(ACC_PRIVATE | ACC_STATIC | ACC_SYNTHETIC, method + "$", shape, null, null);
            code.visitCode();
            if (method.equals("equals")) {
                equality(code);
            } else {
                hash(code);
            }
            code.visitMaxs(STACK, 2);
            code.visitEnd();
        }

        private void equality(MethodVisitor code) {
            Label differ = new Label();
            code.visitVarInsn(Opcodes.ALOAD, 1);
            code.visitTypeInsn(Opcodes.INSTANCEOF, name);
            code.visitJumpInsn(Opcodes.IFEQ, differ);
            for (Handle field : fields) {
                load(code, field);
                code.visitVarInsn(Opcodes.ALOAD, 1);
                code.visitTypeInsn(Opcodes.CHECKCAST, name);
                code.visitFieldInsn(Opcodes.GETFIELD, name, field.getName(), field.getDesc());
                Type type = Type.getType(field.getDesc());
                if (type.getSort() >= Type.ARRAY) {
                    code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/util/Objects", "equals",
                            "(Ljava/lang/Object;Ljava/lang/Object;)Z", false);
                    code.visitJumpInsn(Opcodes.IFEQ, differ);
                } else {
                    code.visitMethodInsn(Opcodes.INVOKESTATIC, box(type), "compare", "(" + type + type + ")I", false);
                    code.visitJumpInsn(Opcodes.IFNE, differ);
                }
            }
            code.visitInsn(Opcodes.ICONST_1);
            code.visitInsn(Opcodes.IRETURN);
            code.visitLabel(differ);
            code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            code.visitInsn(Opcodes.ICONST_0);
            code.visitInsn(Opcodes.IRETURN);
        }

        private void hash(MethodVisitor code) {
            code.visitInsn(Opcodes.ICONST_0);
            for (Handle field : fields) {
                code.visitIntInsn(Opcodes.BIPUSH, 31);
                code.visitInsn(Opcodes.IMUL);
                load(code, field);
                Type type = Type.getType(field.getDesc());
                boolean object = type.getSort() >= Type.ARRAY;
                code.visitMethodInsn(Opcodes.INVOKESTATIC, object ? "java/util/Objects" : box(type), "hashCode",
                        object ? "(Ljava/lang/Object;)I" : "(" + type + ")I", false);
                code.visitInsn(Opcodes.IADD);
            }
            code.visitInsn(Opcodes.IRETURN);
        }

        private void load(MethodVisitor code, Handle field) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitFieldInsn(Opcodes.GETFIELD, name, field.getName(), field.getDesc());
        }

        private static String box(Type primitive) {
            return switch (primitive.getSort()) {
                case Type.BOOLEAN -> "java/lang/Boolean";
                case Type.BYTE -> "java/lang/Byte";
                case Type.CHAR -> "java/lang/Character";
                case Type.SHORT -> "java/lang/Short";
                case Type.INT -> "java/lang/Integer";
                case Type.LONG -> "java/lang/Long";
                case Type.FLOAT -> "java/lang/Float";
                default -> "java/lang/Double";
            };
        }
    }
}
