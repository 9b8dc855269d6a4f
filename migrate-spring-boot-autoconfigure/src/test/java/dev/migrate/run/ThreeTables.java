package dev.migrate.run;

import java.nio.file.Path;

import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A changelog of three revisions in one line, each of which creates a table, and a
 * database for it.
 */
abstract class ThreeTables {

	static final String A = "20260101000000";

	static final String B = "20260102000000";

	static final String C = "20260103000000";

	@TempDir
	Path folder;

	TestDatabase database = TestProduct.H2.create();

	@AfterEach
	void dropDatabase() {
		this.database.close();
	}

	ChangelogFolder threeTables() {
		return ChangelogFolder.withVersions(this.folder)
			.createTable(A, "a", "base")
			.createTable(B, "b", A)
			.createTable(C, "c", B);
	}

	SpringLiquibase bean() {
		SpringLiquibase bean = new SpringLiquibase();
		bean.setDataSource(this.database.dataSource());
		bean.setChangeLog(ChangelogFolder.MASTER);
		bean.setResourceLoader(new ChangelogFolder(this.folder).loader());
		return bean;
	}

	MigrationTarget target() {
		return MigrationTarget.of("main", bean());
	}

}
