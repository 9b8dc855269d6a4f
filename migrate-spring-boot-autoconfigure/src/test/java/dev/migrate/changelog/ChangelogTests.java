package dev.migrate.changelog;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.migrate.CannotProceedException;
import dev.migrate.MigrationFailedException;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.testing.ChangelogFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Changelog}, without a database.
 */
class ChangelogTests {

	@TempDir
	private Path folder;

	@Test
	void revisionsAreReadInAllFormats() {
		ChangelogFolder.withVersions(this.folder)
			.createTable("20260101000000", "a", "base")
			.write("db/changelog/versions/20260102000000_b.xml",
					"""
							<?xml version="1.0" encoding="UTF-8"?>
							<!-- add b -->
							<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
								xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
								xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
								<property name="migrate.parent" value="20260101000000" global="false"/>
								<changeSet id="20260102000000.1" author="ada"><sql>select 1</sql></changeSet>
								<changeSet id="20260102000000.2" author="ada" runOnChange="true"><comment>twice</comment><sql>select 1</sql></changeSet>
							</databaseChangeLog>
							""")
			.write("db/changelog/versions/20260103000000_c.json",
					"""
							{"databaseChangeLog": [
							  {"property": {"name": "migrate.parent", "value": "20260102000000", "global": false}},
							  {"changeSet": {"id": "20260103000000.1", "author": "ada", "changes": [{"sql": {"sql": "select 1"}}]}}
							]}
							""")
			.write("db/changelog/versions/20260104000000_d.sql", """
					-- liquibase formatted sql
					-- add d
					--property name:migrate.parent value:20260102000000 global:false

					--changeset ada:20260104000000.1
					select 1;
					""");
		Changelog changelog = parse();
		assertThat(changelog.revisions()).extracting(Revision::id)
			.containsExactly("20260101000000", "20260102000000", "20260103000000", "20260104000000");
		assertThat(changelog.revisions()).extracting(Revision::parents)
			.containsExactly(List.of(), List.of("20260101000000"), List.of("20260102000000"),
					List.of("20260102000000"));
		assertThat(changelog.revisions()).extracting(Revision::message)
			.containsExactly("create a", "add b", "c", "add d");
		assertThat(changelog.graph().heads()).extracting(Revision::id)
			.containsExactly("20260103000000", "20260104000000");
		assertThat(changelog.revisions().get(0).changesets().get(0).created()).isEqualTo("table a (id)");
		assertThat(changelog.revisions().get(1).changesets()).hasSize(2).last().satisfies((changeset) -> {
			assertThat(changeset.comment()).isEqualTo("twice");
			assertThat(changeset.isStep()).isFalse();
		});
	}

	@Test
	void olderChangelogHasARevisionForEachChangeset() {
		new ChangelogFolder(this.folder)
			.write("db/master.xml",
					"""
							<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
								xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
								xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
								<include file="one.xml" relativeToChangelogFile="true"/>
								<includeAll path="more/" relativeToChangelogFile="true"/>
								<includeAll path="versions/" relativeToChangelogFile="true"/>
							</databaseChangeLog>
							""")
			.write("db/one.xml",
					"""
							<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
								xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
								xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
								<changeSet id="1" author="bob"><sql>select 1</sql></changeSet>
								<changeSet id="2" author="bob" dbms="oracle"><sql>select 1</sql></changeSet>
								<changeSet id="3" author="bob"><sql>select 1</sql></changeSet>
							</databaseChangeLog>
							""")
			.write("db/more/20200101000000_jhipster.sql", """
					--liquibase formatted sql
					--changeset bob:1
					select 1;
					--changeset bob:refresh runAlways:true
					select 1;
					--changeset bob:4
					select 1;
					""")
			.write("db/versions/20260101000000_mine.sql", """
					--liquibase formatted sql
					--changeset ada:20260101000000.1
					select 1;
					--changeset ada:20260101000000.2
					select 1;
					""");
		ChangelogSource source = new ChangelogSource("classpath:db/master.xml",
				new ChangelogFolder(this.folder).loader(), Map.of(), null, null, "h2");
		Changelog changelog = Changelog.parse(source);
		assertThat(changelog.revisions()).extracting(Revision::id)
			.containsExactly("db/one.xml::1::bob", "3", "2", "db/more/20200101000000_jhipster.sql::1::bob", "refresh",
					"4", "20260101000000");
		assertThat(changelog.graph().find("20260101000000").orElseThrow().parents()).containsExactly("4");
		assertThat(changelog.graph().find("4").orElseThrow().parents())
			.containsExactly("db/more/20200101000000_jhipster.sql::1::bob");
		assertThatExceptionOfType(CannotProceedException.class)
			.isThrownBy(() -> changelog.graph().resolve("1", List.of()))
			.withMessageContaining("db/one.xml::1::bob");
	}

	@Test
	void emptyVersionsDirectoryHasNoRevisions() {
		ChangelogFolder.withVersions(this.folder);
		assertThat(parse().revisions()).isEmpty();
	}

	@Test
	void missingMasterIsReported() {
		assertThatExceptionOfType(CannotProceedException.class).isThrownBy(this::parse)
			.withMessage("The changelog classpath:db/changelog/db.changelog-master.yaml does not exist; "
					+ "init writes one.");
	}

	@Test
	void parseFailureIsReportedInOneSentence() {
		for (String[] broken : new String[][] {
				{ "db/changelog/versions/20260101000000_x.yaml", "databaseChangeLog:\n  - changeSet:\n   id: [\n" },
				{ "db/changelog/versions/20260101000000_x.xml", "<databaseChangeLog>\n<changeSet>" },
				{ "db/changelog/versions/20260101000000_x.json", "{\"databaseChangeLog\": [\n{" },
				{ "db/changelog/versions/20260101000000_x.sql",
						"--liquibase formatted sql\n--changeset nobody\nx" } }) {
			ChangelogFolder files = ChangelogFolder.withVersions(this.folder).write(broken[0], broken[1]);
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(this::parse)
				.satisfies((ex) -> assertThat(ex.getMessage()).startsWith("The changelog ")
					.contains("does not parse")
					.contains(broken[0].substring(broken[0].lastIndexOf('/') + 1))
					.doesNotContain("\n")
					.doesNotContain("liquibase.exception"));
			files.delete(broken[0]);
		}
	}

	private Changelog parse() {
		return Changelog.parse(ChangelogSource.of(ChangelogFolder.MASTER, new ChangelogFolder(this.folder).loader()));
	}

}
