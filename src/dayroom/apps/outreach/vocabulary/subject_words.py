"""Words that must not stand in the subject of a mail: they tell whoever sees the mailbox what somebody lives with.

source    our own list of common conditions in English and Spanish, 2026-11-21; the conditions of this site's own
          communities are added when it is asked
errs      a harmless word too many costs a duller subject; one too few may cost somebody their secret
"""

from __future__ import annotations

_WORDS = """
abortion addiction adhd aids alcohol alzheimer anemia anorexia anxiety arthritis asthma autism bipolar birth
bulimia cancer cervical chemo chemotherapy chlamydia cholesterol cirrhosis colon contraception copd covid
crohn dementia depression diabetes diabetic dialysis disability disorder drinking drug drugs eczema
endometriosis epilepsy fertility fibromyalgia flu genital gonorrhea heart hepatitis herpes hiv hpv
hypertension infection infertility influenza insulin kidney leukemia lgbt liver lupus lymphoma measles
melanoma menopause mental migraine miscarriage ms obesity opioid osteoporosis overdose ovarian pain parkinson
pcos pregnancy pregnant prostate psoriasis psychosis ptsd schizophrenia seizure sexual sickle smoking stroke
suicide syphilis testicular thyroid transplant trans tuberculosis tumor ulcer aborto alcoholismo anemia
ansiedad asma cancer cáncer corazón demencia depresión diabetes embarazo embarazada epilepsia esclerosis gripe
hepatitis hígado infarto insulina menopausia migraña obesidad próstata riñón sarampión sida suicidio tabaco
tuberculosis vih
"""
SUBJECT_WORDS = frozenset(_WORDS.split())
