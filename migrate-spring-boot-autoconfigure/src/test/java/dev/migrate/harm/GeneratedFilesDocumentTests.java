package dev.migrate.harm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.Answers;
import dev.migrate.testing.TestProduct;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the documented files are the generated ones. With {@code -Ddocs.update} they
 * are written again.
 */
class GeneratedFilesDocumentTests {

	private static final Path PAGE = Path.of("../docs/generated-files.md");

	private static final Pattern FILE = Pattern.compile("(?s)(```yaml\n)(.*?)(```)");

	private static final List<String> IDS = List.of("20261128120000", "20261128120100", "20261128120200",
			"20261128120300", "20261128120400", "20261128120500", "20261128120600", "20261128120700", "20261128120800",
			"20261128120900");

	@TempDir
	private Path folder;

	private final List<String> files = new ArrayList<>();

	private final List<String> ids = new ArrayList<>();

	@Test
	void documentedFilesAreGenerated() throws IOException {
		try (EvolvingApplication shop = new EvolvingApplication(TestProduct.POSTGRESQL, this.folder).init()) {
			write(shop, "Create tickets", Answers.NONE, Ticket1.class, Person1.class);
			write(shop, "Add a note", Answers.NONE, Ticket2.class, Person1.class);
			write(shop, "Require a priority", Answers.NONE, Ticket3.class, Person1.class);
			write(shop, "Require a channel", Answers.NONE.withDefaults(List.of("ticket.channel='mail'")), Ticket4.class,
					Person1.class);
			write(shop, "Rename the note", Answers.NONE.withRenames(List.of("ticket.note:remark")), Ticket5.class,
					Person1.class);
			write(shop, "Make the email unique", Answers.NONE, Ticket5b.class, Person2.class);
			write(shop, "Shorten the remark", Answers.NONE, Ticket6.class, Person2.class);
			write(shop, "Retire a state", Answers.NONE, Ticket7.class, Person2.class);
			write(shop, "Find tickets by channel", Answers.NONE, Ticket8.class, Person2.class);
			write(shop, "Drop the priority", Answers.NONE, Ticket9.class, Person2.class);
		}
		String page = Files.readString(PAGE);
		List<String> documented = new ArrayList<>();
		Matcher blocks = FILE.matcher(page);
		String updated = blocks.replaceAll((block) -> {
			documented.add(block.group(2));
			String file = (documented.size() <= this.files.size()) ? this.files.get(documented.size() - 1) : "";
			return Matcher.quoteReplacement(block.group(1) + file + block.group(3));
		});
		if (System.getProperty("docs.update") != null) {
			Files.writeString(PAGE, updated);
		}
		else {
			assertThat(documented).containsExactlyElementsOf(this.files);
		}
	}

	private void write(EvolvingApplication shop, String message, Answers answers, Class<?>... entities)
			throws IOException {
		Path file = shop.map(entities).generate(message, answers).file();
		String text = Files.readString(file);
		this.ids.add(file.getFileName().toString().substring(0, 14));
		for (int i = 0; i < this.ids.size(); i++) {
			text = text.replace(this.ids.get(i), IDS.get(i));
		}
		this.files.add(text);
		Files.writeString(file, Files.readString(file).replaceAll("FILL_IN_\\w+", "3"));
		shop.upgrade("head");
	}

	enum State {

		OPEN, WAITING, CLOSED

	}

	enum FewerStates {

		OPEN, CLOSED

	}

	@Entity(name = "person")
	static class Person1 {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		Long id;

		@Column(length = 100)
		String email;

	}

	@Entity(name = "person")
	static class Person2 {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		Long id;

		@Column(length = 100, unique = true)
		String email;

	}

	@Entity(name = "ticket")
	static class Ticket1 {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		@Column(nullable = false)
		String title;

		@Enumerated(EnumType.STRING)
		@Column(length = 20)
		State state;

		@ManyToOne
		Person1 owner;

	}

	@Entity(name = "ticket")
	static class Ticket2 {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		@Column(nullable = false)
		String title;

		@Enumerated(EnumType.STRING)
		@Column(length = 20)
		State state;

		@ManyToOne
		Person1 owner;

		@Column(length = 200)
		String note;

	}

	@Entity(name = "ticket")
	static class Ticket3 {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		@Column(nullable = false)
		String title;

		@Enumerated(EnumType.STRING)
		@Column(length = 20)
		State state;

		@ManyToOne
		Person1 owner;

		@Column(length = 200)
		String note;

		@Column(nullable = false)
		Integer priority;

	}

	@Entity(name = "ticket")
	static class Ticket4 {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		@Column(nullable = false)
		String title;

		@Enumerated(EnumType.STRING)
		@Column(length = 20)
		State state;

		@ManyToOne
		Person1 owner;

		@Column(length = 200)
		String note;

		@Column(nullable = false)
		Integer priority;

		@Column(nullable = false, length = 10)
		String channel;

	}

	@Entity(name = "ticket")
	static class Ticket5 {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		@Column(nullable = false)
		String title;

		@Enumerated(EnumType.STRING)
		@Column(length = 20)
		State state;

		@ManyToOne
		Person1 owner;

		@Column(length = 200)
		String remark;

		@Column(nullable = false)
		Integer priority;

		@Column(nullable = false, length = 10)
		String channel;

	}

	@Entity(name = "ticket")
	static class Ticket5b {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		@Column(nullable = false)
		String title;

		@Enumerated(EnumType.STRING)
		@Column(length = 20)
		State state;

		@ManyToOne
		Person2 owner;

		@Column(length = 200)
		String remark;

		@Column(nullable = false)
		Integer priority;

		@Column(nullable = false, length = 10)
		String channel;

	}

	@Entity(name = "ticket")
	static class Ticket6 {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		@Column(nullable = false)
		String title;

		@Enumerated(EnumType.STRING)
		@Column(length = 20)
		State state;

		@ManyToOne
		Person2 owner;

		@Column(length = 100)
		String remark;

		@Column(nullable = false)
		Integer priority;

		@Column(nullable = false, length = 10)
		String channel;

	}

	@Entity(name = "ticket")
	static class Ticket7 {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		@Column(nullable = false)
		String title;

		@Enumerated(EnumType.STRING)
		@Column(length = 20)
		FewerStates state;

		@ManyToOne
		Person2 owner;

		@Column(length = 100)
		String remark;

		@Column(nullable = false)
		Integer priority;

		@Column(nullable = false, length = 10)
		String channel;

	}

	@Entity(name = "ticket")
	@Table(indexes = @Index(columnList = "channel, state"))
	static class Ticket8 {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		@Column(nullable = false)
		String title;

		@Enumerated(EnumType.STRING)
		@Column(length = 20)
		FewerStates state;

		@ManyToOne
		Person2 owner;

		@Column(length = 100)
		String remark;

		@Column(nullable = false)
		Integer priority;

		@Column(nullable = false, length = 10)
		String channel;

	}

	@Entity(name = "ticket")
	@Table(indexes = @Index(columnList = "channel, state"))
	static class Ticket9 {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		@Column(nullable = false)
		String title;

		@Enumerated(EnumType.STRING)
		@Column(length = 20)
		FewerStates state;

		@ManyToOne
		Person2 owner;

		@Column(length = 100)
		String remark;

		@Column(nullable = false, length = 10)
		String channel;

	}

}
