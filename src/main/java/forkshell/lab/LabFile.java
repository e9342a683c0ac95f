package forkshell.lab;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a lab from a {@code .jsh} file, and finds all the mistakes in it at once. */
public final class LabFile {
    private static final Pattern NAME = Pattern.compile("(\\d\\d)-([a-z0-9-]+)\\.jsh");
    private static final String LEAVE = "/exit";

    private final String fileName;
    private final Mistakes mistakes;

    private LabFile(String fileName) {
        this.fileName = fileName;
        this.mistakes = new Mistakes(fileName);
    }

    /**
     * The lab in {@code file}.
     *
     * @throws LabFileException when it has mistakes; each names file and line
     */
    public static Lab read(Path file) throws LabFileException {
        String name = file.getFileName().toString();
        try {
            return parse(name, Files.readString(file));
        } catch (NoSuchFileException missing) {
            throw new LabFileException(List.of(file + ": there is no such file."));
        } catch (CharacterCodingException binary) {
            throw new LabFileException(List.of(file + ": is no text in UTF-8."));
        } catch (IOException unreadable) {
            throw new LabFileException(
                    List.of(file + ": cannot be read: " + unreadable.getMessage() + "."));
        }
    }

    /** The lab in {@code source}, as if it stood in a file called {@code fileName}. */
    public static Lab parse(String fileName, String source) throws LabFileException {
        LabFile file = new LabFile(fileName);
        Lab lab = file.lab(Section.of(source));
        file.mistakes.throwIfAny();
        return lab;
    }

    private Lab lab(List<Section> sections) {
        Matcher name = NAME.matcher(fileName);
        if (!name.matches()) {
            mistakes.add(1, "a lab's file is called NN-name.jsh, with two digits");
            return null;
        }
        order(sections);
        if (!mistakes.none()) {
            return null;
        }
        Parts head = new Parts(sections.get(1), mistakes);
        Prose title = head.prose("title");
        List<String> lecture = head.lectures();
        head.finish();
        return new Lab(
                Integer.parseInt(name.group(1)),
                name.group(2),
                title,
                lecture,
                steps(sections),
                ending(sections.get(sections.size() - 1)));
    }

    private void order(List<Section> sections) {
        Section before = sections.get(0);
        boolean silent = before.trimmedCode().lines().allMatch(line -> line.startsWith("//"));
        if (!silent || !before.annotations().isEmpty()) {
            mistakes.add(1, "only comments may stand before //: lab");
        }
        for (int i = 1; i < sections.size(); i++) {
            String wanted = i == 1 ? "lab" : i == sections.size() - 1 ? "end" : "step";
            Annotation head = sections.get(i).head();
            if (!head.key().equals(wanted)) {
                mistakes.add(head.line(), "//: " + wanted + " is expected here, not " + head.key());
            }
        }
        if (sections.size() < 4) {
            mistakes.add(1, "a lab has //: lab, then //: step at least once, then //: end");
        }
    }

    private List<Step> steps(List<Section> sections) {
        List<Step> steps = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Section section : sections) {
            if (section.head().key().equals("step")) {
                Step step = new StepReader(section, mistakes).step();
                steps.add(step);
                if (!ids.add(step.id())) {
                    mistakes.add(step.line(), "another step is called " + step.id() + " already");
                }
            }
        }
        return steps;
    }

    private String ending(Section end) {
        String code = end.trimmedCode();
        if (!code.endsWith(LEAVE)) {
            mistakes.add(
                    end.head().line(), "the file has to end with " + LEAVE + ", to run by itself");
            return code;
        }
        return code.substring(0, code.length() - LEAVE.length()).strip();
    }
}
