package org.lineageca.hsm.pkcs11;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Prints the objects of the first slot's token by our own binding, one a line: kind and CKA_ID.
 *
 * <p>Arguments: library, label. Standard input: the PIN.
 */
final class ListObjects {

    static final String MARK = "object ";

    private ListObjects() {}

    public static void main(String[] arguments) throws IOException {
        var pin = new String(System.in.readAllBytes(), StandardCharsets.UTF_8).toCharArray();
        var slot = new Slot(Path.of(arguments[0]), 0);
        var module = LoggedInModule.open(slot, arguments[1], pin);
        for (var object : module.objects().all()) {
            var id = new String(object.id().toArray(), StandardCharsets.UTF_8);
            System.out.println(MARK + object.kind() + " " + id);
        }
    }
}
