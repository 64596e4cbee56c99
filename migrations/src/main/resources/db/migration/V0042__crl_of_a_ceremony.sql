-- What a CRL tells is noted of those that ceremonies sign, too (docs/adr/0056).
COMMENT ON COLUMN crl.change_mark IS
    'All changes of status up to it are in the CRL; null where a ceremony signed it before this was noted, which counts as telling none.';
