package dev.migrate.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tutorial of a page in Markdown, as steps that a program can follow.
 *
 * @param steps the steps, in order
 */
record Tutorial(List<Step> steps) {

	private static final Pattern SECTION = Pattern.compile("(?ms)^## Tutorial$(.*?)(?=^## |\\z)");

	private static final Pattern PART = Pattern
		.compile("(?ms)^```(console|java|yaml)\\n(.*?)^```$|`([^`\\n]+\\.java)`");

	private static final Pattern COMMAND = Pattern.compile("(?m)^\\$ (.*)\\n((?:(?!\\$ ).*\\n)*)");

	/**
	 * Read the section of a page that is called tutorial.
	 * @param page the text of the page
	 * @return the tutorial
	 */
	static Tutorial inside(String page) {
		Matcher section = SECTION.matcher(page);
		if (!section.find()) {
			throw new IllegalArgumentException("The page has no tutorial");
		}
		return of(section.group(1));
	}

	/**
	 * Read a page that is a tutorial. A block of a console holds commands and what they
	 * print; a block of Java or YAML goes into the file that was named before it.
	 * @param page the text of the page
	 * @return the tutorial
	 */
	static Tutorial of(String page) {
		List<Step> steps = new ArrayList<>();
		String file = "";
		Matcher part = PART.matcher(page);
		while (part.find()) {
			if (part.group(3) != null) {
				file = part.group(3);
			}
			else if (!"console".equals(part.group(1))) {
				steps.add(new Edit(file, part.group(2)));
			}
			else {
				COMMAND.matcher(part.group(2))
					.results()
					.map((command) -> new Command(command.group(1), command.group(2)))
					.forEach(steps::add);
			}
		}
		return new Tutorial(List.copyOf(steps));
	}

	/**
	 * Something that the reader does.
	 */
	sealed interface Step permits Command, Edit {

	}

	/**
	 * A line that the reader types.
	 *
	 * @param line the line
	 * @param output what the page says that it prints
	 */
	record Command(String line, String output) implements Step {

	}

	/**
	 * Lines that the reader adds to a file.
	 *
	 * @param file the file; empty where it was not named
	 * @param text the lines
	 */
	record Edit(String file, String text) implements Step {

	}

}
