package dev.migrate.service;

import java.util.List;
import java.util.stream.StreamSupport;

import javax.sql.DataSource;

import dev.migrate.DatabaseMigrations;
import dev.migrate.ScratchMigrations;
import dev.migrate.authoring.ManagedDatabase;
import dev.migrate.authoring.ScratchChangelog;
import dev.migrate.change.Change;
import dev.migrate.diff.SchemaDiffer;
import dev.migrate.schema.Schema;

/**
 * Default implementation of {@link ScratchMigrations}.
 */
final class DefaultScratchMigrations implements ScratchMigrations {

	private final ScratchChangelog scratch;

	private final Schema entities;

	private DefaultScratchMigrations(ScratchChangelog scratch, Schema entities) {
		this.scratch = scratch;
		this.entities = entities;
	}

	/**
	 * Open the scratch database of a database.
	 * @param managed the database
	 * @return the scratch database, without tables
	 */
	static ScratchMigrations open(ManagedDatabase managed) {
		Schema entities = managed.entities().get().orElse(Schema.EMPTY);
		ScratchChangelog scratch = ScratchChangelog.open(managed, entities);
		try {
			scratch.prepare();
			return new DefaultScratchMigrations(scratch, entities);
		}
		catch (RuntimeException ex) {
			scratch.close();
			throw ex;
		}
	}

	@Override
	public DatabaseMigrations migrations() {
		return new DefaultDatabaseMigrations(this.scratch.managed(), Preparation.NONE);
	}

	@Override
	public DatabaseMigrations migrations(ClassLoader classLoader) {
		return new DefaultDatabaseMigrations(this.scratch.managed(classLoader), Preparation.NONE);
	}

	@Override
	public DataSource dataSource() {
		return this.scratch.dataSource();
	}

	@Override
	public Schema schema() {
		return this.scratch.read(this.entities).schema();
	}

	@Override
	public List<String> changes(Schema before, Schema after) {
		return StreamSupport.stream(SchemaDiffer.diff(before, after).spliterator(), false)
			.map(Change::description)
			.toList();
	}

	@Override
	public void clear() {
		this.scratch.prepare();
	}

	@Override
	public void close() {
		this.scratch.close();
	}

}
