package dev.migrate.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tutorial of a Markdown page, as steps that a test can run.
 *
 * @param steps the steps, in order
 */
record Tutorial(List<Step> steps) {

	private static final String SECTION = "(?ms)^## %s$(.*?)(?=^## |\\z)";

	private static final Pattern PART = Pattern
		.compile("(?ms)^```(console|java|yaml)\\n(.*?)^```$|`([^`\\n]+\\.java)`");

	private static final Pattern COMMAND = Pattern.compile("(?m)^\\$ (.*)\\n((?:(?!\\$ ).*\\n)*)");

	/**
	 * Read a section of a page.
	 * @param page the text of the page
	 * @param title the title of the section
	 * @return the tutorial
	 */
	static Tutorial inside(String page, String title) {
		Matcher section = Pattern.compile(SECTION.formatted(Pattern.quote(title))).matcher(page);
		if (!section.find()) {
			throw new IllegalArgumentException("The page has no section '" + title + "'");
		}
		return of(section.group(1));
	}

	/**
	 * Read a whole page. A console block contains commands and their output; a block of
	 * Java or YAML belongs to the file that is named before it.
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
	 * A step that the reader takes.
	 */
	sealed interface Step permits Command, Edit {

	}

	/**
	 * A line that the reader types.
	 *
	 * @param line the line
	 * @param output the output that the page shows
	 */
	record Command(String line, String output) implements Step {

	}

	/**
	 * Lines that the reader adds to a file.
	 *
	 * @param file the file; empty if none is named
	 * @param text the lines
	 */
	record Edit(String file, String text) implements Step {

	}

}
