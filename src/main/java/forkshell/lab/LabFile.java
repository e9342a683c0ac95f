package forkshell.lab;

import forkshell.display.Visible;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a lab from a {@code .jsh} file, and finds all the mistakes in it at once. */
public final class LabFile {
    private static final Pattern NAME = Pattern.compile("(\\d\\d)-([a-z0-9-]+)\\.jsh");
    private static final String LEAVE = "/exit";
    private static final int LONGEST = 256 * 1024;

    private final String fileName;
    private final Mistakes mistakes;

    private LabFile(String fileName) {
        this.fileName = fileName;
        this.mistakes = new Mistakes(fileName);
    }

    /**
     * Returns the lab in {@code file}.
     *
     * @throws LabFileException when it has mistakes; each names file and line
     */
    public static Lab read(Path file) throws LabFileException {
        try {
            refuseUnlessShort(file);
            return parse(String.valueOf(file.getFileName()), Files.readString(file));
        } catch (NoSuchFileException missing) {
            throw new LabFileException(List.of(file + ": there is no such file."));
        } catch (CharacterCodingException binary) {
            throw new LabFileException(List.of(file + ": is no text in UTF-8."));
        } catch (IOException | SecurityException unreadable) {
            throw new LabFileException(
                    List.of(file + ": cannot be read: " + unreadable.getMessage() + "."));
        }
    }

    /** Opens nothing that could make a reader wait, such as a FIFO. */
    private static void refuseUnlessShort(Path file) throws IOException, LabFileException {
        if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
            throw new LabFileException(List.of(file + ": is no regular file."));
        }
        if (Files.size(file) > LONGEST) {
            throw new LabFileException(
                    List.of(file + ": is too long for a lab, more than " + LONGEST + " bytes."));
        }
    }

    /** Returns the lab in {@code source}, as if it stood in a file called {@code fileName}. */
    public static Lab parse(String fileName, String source) throws LabFileException {
        LabFile file = new LabFile(fileName);
        Lab lab = file.lab(Section.of(Visible.text(source)));
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
        Set<String> languages = languages(sections.get(1));
        AnnotationReader head = new AnnotationReader(sections.get(1), languages, mistakes);
        Prose title = head.prose("title");
        Prose inC = head.prose("c");
        int minutes = minutes(head);
        String buildsOn = head.plain("builds").map(Annotation::text).orElse("");
        List<String> lecture = head.lectures();
        head.finish();
        return new Lab(
                Integer.parseInt(name.group(1)),
                name.group(2),
                title,
                minutes,
                buildsOn,
                inC,
                lecture,
                steps(sections, languages),
                ending(sections.get(sections.size() - 1)));
    }

    /** English, and the other languages that the title has: every text has to have them. */
    private static Set<String> languages(Section head) {
        Set<String> tags = new TreeSet<>();
        tags.add(Language.EN.tag());
        head.annotations().stream()
                .filter(each -> each.key().equals("title"))
                .map(Annotation::tag)
                .filter(tag -> Language.of(tag).isPresent())
                .forEach(tags::add);
        return tags;
    }

    private int minutes(AnnotationReader head) {
        String text = head.plain("minutes").map(Annotation::text).orElse("");
        if (!text.matches("[1-9]\\d{0,2}")) {
            mistakes.add(1, "a lab tells how long it takes: //: minutes 20");
            return 0;
        }
        return Integer.parseInt(text);
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

    private List<Step> steps(List<Section> sections, Set<String> languages) {
        List<Step> steps = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Section section : sections) {
            if (section.head().key().equals("step")) {
                Step step = new StepReader(section, languages, mistakes).step();
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
