package dev.migrate.realworld;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.ChangeView;
import dev.migrate.ChangeView.LeftAloneView;
import dev.migrate.CheckView;
import dev.migrate.GeneratedView;
import dev.migrate.laws.rows.Contents;
import dev.migrate.laws.rows.Lost;
import dev.migrate.realworld.Rules.Rule;
import dev.migrate.schema.Schema;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestDatabases;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for Keycloak's changelog, handwritten over ten years, and the entities of the
 * same and of the next release.
 */
@Tag("long")
class KeycloakTests {

	private static final Rules DIVERGENCES = Rules.of("divergences");

	private static final Rules BY_HAND = Rules.of("by-hand");

	private static KeycloakRelease before;

	private static KeycloakRelease next;

	private static Release first;

	private static Release second;

	@TempDir
	private static Path folder;

	@BeforeAll
	static void runBothChangelogs() throws IOException {
		before = KeycloakRelease.before();
		next = KeycloakRelease.next();
		first = Release.of(before, Files.createDirectory(folder.resolve("before")));
		second = Release.of(next, Files.createDirectory(folder.resolve("next")));
	}

	@AfterAll
	static void dropBoth() {
		Stream.of(first, second).filter((release) -> release != null).forEach((release) -> release.database().close());
	}

	@Test
	void everyDivergenceExists() {
		for (Release release : List.of(first, second)) {
			assertThat(release.check().notes()).isEmpty();
			assertThat(CatalogFacts.ofChanges(release.divergences()))
				.isEqualTo(CatalogFacts.difference(release.made(), release.asked()))
				.hasSizeGreaterThan(400);
		}
	}

	@Test
	void everyDivergenceIsExplained() throws IOException {
		Map<String, String> ofFirst = DIVERGENCES.reasons(first.divergences());
		Map<String, String> ofSecond = DIVERGENCES.reasons(second.divergences());
		print(ofFirst, ofSecond);
		for (Map<String, String> reasons : List.of(ofFirst, ofSecond)) {
			assertThat(reasons).doesNotContainValue("UNEXPLAINED").doesNotContainValue("EXPLAINED TWICE");
		}
		for (Rule rule : DIVERGENCES.rules()) {
			if (rule.like() != null) {
				assertThat(List.of(count(ofFirst, rule), count(ofSecond, rule))).as(rule.because())
					.isEqualTo(rule.count());
			}
			assertThat(rule.these()).as(rule.because())
				.allMatch((object) -> ofFirst.containsKey(object) || ofSecond.containsKey(object));
		}
	}

	@Test
	void acceptedDivergencesHideNothingElse() throws IOException {
		try (KeycloakDatabase database = new KeycloakDatabase(next,
				Files.createDirectory(folder.resolve("accepted")))) {
			List<String> divergences = KeycloakDatabase.descriptions(database.check(second.entities())).toList();
			CheckView accepting = database.accept(second.entities());
			CheckView accepted = database.check(second.entities());
			long left = KeycloakDatabase.descriptions(accepted).count();
			GeneratedView nothing = database.generate(second.entities());
			database.execute("alter table client alter column name type varchar(100)");
			CheckView mutated = database.check(second.entities());
			// A foreign key is recreated because of a difference, and is none itself.
			long recreated = divergences.stream().filter((change) -> change.startsWith("recreate ")).count();
			System.out.printf(
					"Keycloak %s: %d differences, %d of them recreated; %d accepted, then %d, and %d after a"
							+ " mutation%n",
					next.version(), divergences.size(), recreated, accepting.accepted().added().size(), left,
					KeycloakDatabase.descriptions(mutated).count());
			assertThat(accepting.accepted().added()).hasSize((int) (divergences.size() - recreated))
				.hasSizeGreaterThan(350);
			assertThat(left).isZero();
			assertThat(accepted.agrees()).isTrue();
			assertThat(accepted.accepted().unlisted()).isEqualTo(accepting.accepted().added().size());
			assertThat(accepted.accepted().outdated()).isEmpty();
			assertThat(nothing.file()).isNull();
			assertThat(KeycloakDatabase.descriptions(mutated))
				.containsExactly("change type of client.name from character varying(100) to character varying(255)");
			assertThat(mutated.accepted().outdated()).isEmpty();
			assertThat(database.generate(second.entities()).changes()).hasSize(1);
			database.upgrade();
			assertThat(database.check(second.entities()).agrees()).isTrue();
		}
	}

	@Test
	void generatedRevisionMatchesHandwrittenOne() {
		Set<String> madeByHand = first.made();
		int rows = first.database().fill(second.entities());
		Contents contents = first.database().contents();
		GeneratedView generated = first.database().generate(second.entities());
		assertThat(generated.notes()).isEmpty();
		List<String> changes = generated.changes().stream().map(ChangeView::description).toList();
		List<String> left = generated.leftAlone().stream().map(LeftAloneView::description).toList();
		// Each handwritten change is generated too, or its absence is explained.
		List<HandWritten> written = HandWritten.between(before, next, second.database().executed())
			.stream()
			.filter((change) -> second.entities().tables().stream().anyMatch((table) -> isNamed(change, table.name())))
			.toList();
		List<String> generatedToo = new ArrayList<>();
		List<String> others = new ArrayList<>();
		written.forEach(
				(change) -> (changes.contains(change.description()) ? generatedToo : others).add(change.description()));
		assertThat(generatedToo).containsExactlyInAnyOrder("create table org_invitation",
				"add column offline_user_session.remember_me", "drop not null on identity_provider.trust_email",
				"drop not null on identity_provider.store_token", "drop not null on identity_provider.add_token_role",
				"drop not null on identity_provider.authenticate_by_default",
				"drop not null on identity_provider.link_only");
		assertThat(BY_HAND.reasons(others)).doesNotContainValue("UNEXPLAINED").doesNotContainValue("EXPLAINED TWICE");
		assertThat(BY_HAND.rules()).flatExtracting(Rule::these).containsExactlyInAnyOrderElementsOf(others);
		assertThat(others).filteredOn((change) -> change.startsWith("drop column ") || change.startsWith("drop index "))
			.allSatisfy((change) -> assertThat(left).anyMatch((description) -> description.startsWith(change)));
		// Nothing is dropped, and the changes have the described effect.
		assertThat(changes).noneMatch((change) -> change.matches("drop (?!not null).*"));
		first.database().upgrade();
		Set<String> made = first.database().facts();
		CheckView after = first.database().check(second.entities());
		assertThat(after.changes()).isEmpty();
		assertThat(after.notes()).isEmpty();
		assertThat(CatalogFacts.ofChanges(after.leftAlone().stream().map(LeftAloneView::description).toList()))
			.isEqualTo(CatalogFacts.ofChanges(left));
		assertThat(left).allSatisfy((description) -> assertThat(isExplained(description)).as(description).isTrue());
		assertThat(CatalogFacts.ofChanges(left)).isEqualTo(CatalogFacts.difference(made, second.asked()));
		Set<String> removed = new TreeSet<>(madeByHand);
		removed.removeAll(made);
		assertThat(removed).filteredOn((fact) -> !fact.startsWith("type of ") && !fact.startsWith("no null in "))
			.containsExactly("primary key associated_policy (associated_policy_id, policy_id)",
					"primary key org_domain (id, name)", "primary key resource_policy (policy_id, resource_id)",
					"primary key scope_policy (policy_id, scope_id)");
		contents.assertKept(first.database().contents(), Lost.by(generated));
		// New tables and columns are generated as they were written by hand.
		assertThat(about(made, "org_invitation.", "offline_user_session.remember_me"))
			.isEqualTo(about(second.made(), "org_invitation.", "offline_user_session.remember_me"))
			.hasSizeGreaterThan(20);
		first.database().downgrade();
		assertThat(first.database().facts()).isEqualTo(madeByHand);
		assertThat(first.database().contents()).isEqualTo(contents);
		System.out.printf("Keycloak %s to %s and back: %d rows, %d values, all kept%n", before.version(),
				next.version(), rows, contents.size());
	}

	private static boolean isExplained(String description) {
		return !DIVERGENCES.reason(description).equals("UNEXPLAINED")
				|| !BY_HAND.reason(description).equals("UNEXPLAINED");
	}

	private static boolean isNamed(HandWritten change, Object table) {
		return change.table().equals(table.toString());
	}

	private static List<String> about(Set<String> facts, String... places) {
		return facts.stream().filter((fact) -> Stream.of(places).anyMatch(fact::contains)).toList();
	}

	private static int count(Map<String, String> reasons, Rule rule) {
		return (int) reasons.values().stream().filter(rule.because()::equals).count();
	}

	private static void print(Map<String, String> ofFirst, Map<String, String> ofSecond) throws IOException {
		StringBuilder report = new StringBuilder(String.format("%n%8s %8s  %s%n", before.version(), next.version(),
				"why Keycloak's changelog and its entities differ"));
		Set<String> reasons = new LinkedHashSet<>(DIVERGENCES.rules().stream().map(Rule::because).toList());
		reasons.addAll(ofFirst.values());
		reasons.addAll(ofSecond.values());
		for (String reason : reasons) {
			report.append(String.format("%8d %8d  %s%n", ofFirst.values().stream().filter(reason::equals).count(),
					ofSecond.values().stream().filter(reason::equals).count(), reason));
		}
		report.append(String.format("%8d %8d%n", ofFirst.size(), ofSecond.size()));
		Path file = Path.of("target/keycloak-divergences.txt");
		Files.writeString(file,
				Stream.of(ofFirst, ofSecond)
					.map((all) -> all.entrySet()
						.stream()
						.map((divergence) -> divergence.getKey() + " -> " + divergence.getValue())
						.collect(Collectors.joining("\n")))
					.collect(Collectors.joining("\n\n")));
		System.out.println(report.append(String.format("Each one by itself: %s%n", file)));
	}

	/**
	 * A release whose changelog has been run.
	 *
	 * @param database the database that the changelog created
	 * @param entities the desired schema
	 * @param made the facts about the database of the changelog
	 * @param asked the facts about the database that Hibernate creates
	 * @param check the comparison of both
	 */
	private record Release(KeycloakDatabase database, Schema entities, Set<String> made, Set<String> asked,
			CheckView check) {

		static Release of(KeycloakRelease release, Path folder) {
			try (TestDatabase byHibernate = TestDatabases.postgresql()) {
				Schema entities = release.create(byHibernate);
				KeycloakDatabase database = new KeycloakDatabase(release, folder);
				return new Release(database, entities, database.facts(), CatalogFacts.of(byHibernate),
						database.check(entities));
			}
		}

		List<String> divergences() {
			return KeycloakDatabase.descriptions(this.check).toList();
		}

	}

}
