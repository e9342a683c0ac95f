package forkshell.jvm;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The smallest class file of this package, after JVMS 4.1: no field, no method, no superclass but
 * Object.
 */
final class ClassFile {
    private static final String PACKAGE = ClassFile.class.getPackageName().replace('.', '/') + "/";

    private static final int JAVA_8 = 52;
    private static final int ACC_PUBLIC_SUPER = 0x21;
    private static final int UTF8 = 1;
    private static final int CLASS = 7;

    private ClassFile() {}

    static byte[] of(String simpleName) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(0xcafebabe);
            out.writeInt(JAVA_8);
            out.writeShort(5);
            out.writeByte(UTF8);
            out.writeUTF(PACKAGE + simpleName);
            out.writeByte(CLASS);
            out.writeShort(1);
            out.writeByte(UTF8);
            out.writeUTF("java/lang/Object");
            out.writeByte(CLASS);
            out.writeShort(3);
            out.writeShort(ACC_PUBLIC_SUPER);
            out.writeShort(2);
            out.writeShort(4);
            out.writeLong(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
