package forkshell.repl;

import forkshell.repl.agent.StopPoint;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Puts a {@link StopPoint} at the beginning of each method of a snippet and wherever it jumps back,
 * so that Ctrl-C ends a loop in the learner's own code and not in the midst of a library's. After
 * {@code LocalExecutionControl} of jdk.jshell, which has done so since Java 20.
 */
final class StopPoints {
    private static final String OWNER = Type.getInternalName(StopPoint.class);

    private StopPoints() {}

    static ClassBytecodes[] into(ClassBytecodes[] classes) {
        return Arrays.stream(classes)
                .map(each -> new ClassBytecodes(each.name(), into(each.bytecodes())))
                .toArray(ClassBytecodes[]::new);
    }

    private static byte[] into(byte[] bytecodes) {
        ClassReader reader;
        try {
            reader = new ClassReader(bytecodes);
        } catch (IllegalArgumentException ofANewerJava) {
            return bytecodes;
        }
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new Classes(writer), 0);
        return writer.toByteArray();
    }

    private static final class Classes extends ClassVisitor {
        Classes(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String type, String signature, String[] exceptions) {
            return new Code(super.visitMethod(access, name, type, signature, exceptions));
        }
    }

    private static final class Code extends MethodVisitor {
        private final Set<Label> passed = new HashSet<>();

        Code(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            point();
        }

        @Override
        public void visitLabel(Label label) {
            passed.add(label);
            super.visitLabel(label);
        }

        @Override
        public void visitJumpInsn(int opcode, Label target) {
            if (passed.contains(target)) {
                point();
            }
            super.visitJumpInsn(opcode, target);
        }

        private void point() {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, OWNER, "pass", "()V", false);
        }
    }
}
